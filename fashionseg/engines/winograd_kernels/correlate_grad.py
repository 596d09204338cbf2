"""The gradient of a convolution in tiles, by its filters."""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.winograd_kernels.collect_filters import collect_filters
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.multiply_numbers import multiply_numbers
from fashionseg.engines.winograd_kernels.plan import plan, rows_of
from fashionseg.engines.winograd_kernels.read_inputs import read_inputs
from fashionseg.engines.winograd_kernels.read_tiles import read_tiles


def correlate_grad(x, gy, tiling, taps):
    """Gradient of :func:`fashionseg.engines.winograd_kernels.correlate.correlate`.

    Args:
        x (numpy.ndarray): (N, C, H, W), contiguous.
        gy (numpy.ndarray): (N, O, H', W'), contiguous: the gradient by the result.
        tiling (fashionseg.engines.winograd_kernels.tiling.Tiling): The convolution.
        taps (callable): From offset and side of tiles of x and of gy, which has one
            side, to an array (O, C, k, k), of any strides, which gets the gradient by
            these filters.
    """
    shares = plan(len(x), x.shape[1], gy.shape[1], tiling, THREADS.count)
    items, ins, outs = shares.items, shares.ins, shares.outs
    source, target = tiling.source, tiling.target
    heights = [rows_of(source.n_side * block.wide) for block in ins]
    n_sum = min(THREADS.count, len(items))
    # One item needs no sums of items.
    sums = [None] if len(items) == 1 else [[
        [np.empty(N_NUMBER ** 2 * height * block.wide, x.dtype) for height in heights]
        for block in outs] for _ in range(n_sum)]

    def work(item, sums, onto):
        tiles, n_row = read_inputs(x, item, shares, tiling)
        depth = len(item) * shares.n_tile

        def multiply(k):
            first, n_out, wide, offset = outs[k]
            grads = scratch('gradients', (N_NUMBER ** 2 * depth * wide,), x.dtype)
            read_tiles(gy, item, shares.n_tile, target.scale, target.step, 1, offset,
                       first, n_out, wide, tiling.n_tap, True, grads, depth * wide,
                       wide)
            for j, height in enumerate(heights):
                if sums is None:
                    products = scratch(
                        'sums', (N_NUMBER ** 2 * height * wide,), x.dtype)
                else:
                    products = sums[k][j]
                multiply_numbers(tiles[j], n_row * shares.pitch, 1, shares.pitch, grads,
                                 depth, products, height, wide, onto)
                if sums is None:
                    collect(k, j, products)

        THREADS.run(multiply, range(len(outs)))

    def collect(k, j, products):
        (channel, n_in, high, in_offset), (first, n_out, wide, offset) = ins[j], outs[k]
        for s in range(source.n_side):
            gw = taps(in_offset, s, offset, 0)[:, channel:channel + n_in]
            collect_filters(products, s * high * wide, heights[j] * wide, wide, first,
                            n_out, gw)

    def share(k):
        for i, item in enumerate(items[k::n_sum]):
            work(item, sums[k], i > 0)

    def add_up(k):
        for j, products in enumerate(sums[0][k]):
            # Rows that fill up the last tile of a product hold whatever there was.
            with np.errstate(all='ignore'):
                for more in sums[1:]:
                    products += more[k][j]
            collect(k, j, products)

    THREADS.run(share, range(n_sum))
    if len(items) > 1:
        THREADS.run(add_up, range(len(outs)))
