"""A convolution as products of small matrices."""

import numpy as np

from fashionseg.engines.amx_kernels.convolve_rows import convolve_rows
from fashionseg.engines.amx_kernels.pack_filters import pack_filters
from fashionseg.engines.amx_kernels.pack_map import pack_map
from fashionseg.engines.amx_kernels.plan import SIDE, plan
from fashionseg.engines.amx_kernels.split_channels import split_channels
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.engines.numpy_kernels.aligned import aligned
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Places whose sums stay in the first cache.
_N_PLACE = 256
# Shares of the outputs for each thread, where they are shared out.
_SHARES = 4


def correlate(x, w, y_axis, x_axis, y, b, onto, floor):
    """Convolves x into y.

    Args:
        x (numpy.ndarray): (N, C, H, W), float32, contiguous.
        w (numpy.ndarray): (O, C, kh, kw), of any strides.
        y_axis, x_axis (fashionseg.engines.amx_kernels.geometry.Axis): The convolution.
        y (numpy.ndarray): (N, O, H', W'), contiguous, gets the result.
        b (numpy.ndarray): (O,), is added.
        onto (bool): Whether what is in y is added, too.
        floor (float): Sums below it become it.
    """
    n_place = len(x) * y_axis.pitch * y_axis.in_scale * x_axis.pitch * x_axis.in_scale
    for part in split_channels(x.shape[1], n_place):
        is_last = part.stop == x.shape[1]
        _correlate(x, part.start, w[:, part], y_axis, x_axis, y,
                   b if is_last else np.zeros_like(b), onto or part.start > 0,
                   floor if is_last else np.float32(-np.inf))


def _correlate(x, channel, w, y_axis, x_axis, y, b, onto, floor):
    """The part of the sums that the channels from ``channel`` on have, as w has."""
    layout, items, outs = plan(
        len(x), w.shape[1], y.shape[1], y_axis, x_axis, THREADS.count)
    shape = 2, len(layout.inputs), layout.n_block, layout.plane, SIDE
    n_number = len(layout.steps) * 2 * SIDE * SIDE

    def pack():
        filters = aligned((len(outs), n_number), np.int32)
        THREADS.run(lambda k: pack_filters(w, layout, *outs[k], filters[k]),
                    range(len(outs)))
        return filters

    def convolve(lines, filters, outs, item):
        sums = scratch('sums', (x_axis.out_scale, _N_PLACE, SIDE), np.float32)
        convolve_rows(lines, filters, layout, outs, *item, sums, y, b, onto, floor)

    filters = KeptWeights.make_once(('tiles', y_axis.taps, x_axis.taps), w, pack)
    if len(items) == 1:
        lines = scratch('lines', shape, np.int32)
        THREADS.run(
            lambda block: pack_map(x, channel, layout, *items[0], block, lines),
            range(layout.n_block))
        n_share = min(len(outs), _SHARES * THREADS.count)
        THREADS.run(lambda share: convolve(lines, *share, items[0]), list(zip(
            np.array_split(filters, n_share), np.array_split(outs, n_share))))
        return

    def work(item):
        lines = scratch('lines', shape, np.int32)
        for block in range(layout.n_block):
            pack_map(x, channel, layout, *item, block, lines)
        convolve(lines, filters, outs, item)

    THREADS.run(work, items)
