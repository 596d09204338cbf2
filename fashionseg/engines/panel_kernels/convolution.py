"""Convolutions of small maps by filters that were laid out before."""

import numpy as np

from fashionseg.engines.compiled_kernels.multiply_matrix import N_ROW
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.engines.numpy_kernels.bias_or_zeros import bias_or_zeros
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.panel_kernels.lay_out_filters import lay_out_filters
from fashionseg.engines.panel_kernels.multiply_panel import multiply_panel
from fashionseg.engines.panel_kernels.unfold import unfold


def convolve(x, w, b, out_size, stride, pad, dilate, relu=False, onto=None):
    """Convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.convolve`."""
    x = np.ascontiguousarray(x)
    n_out, n_in, *ksize = w.shape
    y = onto
    if y is None:
        y = np.empty((len(x), n_out) + tuple(out_size), x.dtype)
    b = bias_or_zeros(b, y)
    panels = KeptWeights.make_once('panels', w, lambda: lay_out_filters(w))
    n_place = len(x) * out_size[0] * out_size[1]
    n_column = -(-n_place // N_ROW) * N_ROW
    columns = scratch('columns', (w[0].size * n_column,), x.dtype)
    geometry = tuple(ksize), tuple(out_size), stride, pad, dilate
    step = -(-n_in // THREADS.count)
    THREADS.run(lambda first: unfold(
        x, first, min(n_in, first + step), *geometry, columns, n_column),
        range(0, n_in, step))
    floor = x.dtype.type(0 if relu else -np.inf)

    def work(k):
        sums = scratch('sums', (n_column * panels.shape[2],), x.dtype)
        multiply_panel(columns, n_column, panels, k, sums, y, b, onto is not None,
                       floor)

    THREADS.run(work, range(len(panels)))
    return y
