"""A convolution in tiles."""

import functools

from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.engines.numpy_kernels.aligned import aligned
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.winograd_kernels.keeps import keeps
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.multiply_numbers import multiply_numbers
from fashionseg.engines.winograd_kernels.plan import plan
from fashionseg.engines.winograd_kernels.read_inputs import read_inputs
from fashionseg.engines.winograd_kernels.transform_filters import transform_filters
from fashionseg.engines.winograd_kernels.write_tiles import write_tiles


def correlate(x, filters, tiling, taps, y, b, onto, floor):
    """Convolves x into y.

    A tile of 4 x 4 places of the result takes 36 products of each channel instead of
    144, and one of 5 x 5 places, by 2 x 2 taps, 36 instead of 100 [#]_. With the
    numbers of all tiles side by side they are 36 products of matrices.

    Args:
        x (numpy.ndarray): (N, C, H, W), contiguous.
        filters (numpy.ndarray): Of which ``taps`` makes views.
        tiling (fashionseg.engines.winograd_kernels.tiling.Tiling): The convolution.
        taps (callable): From offset and side of tiles of x and of y to the filters
            (O, C, k, k) between them, of any strides.
        y (numpy.ndarray): (N, O, H', W'), contiguous, gets the result.
        b (numpy.ndarray): (O,), is added.
        onto (bool): Whether what is in y is added, too.
        floor (float): Sums below it become it.

    .. [#] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. CVPR
       2016.
    """
    shares = plan(len(x), x.shape[1], y.shape[1], tiling, THREADS.count)
    items, ins, outs = shares.items, shares.ins, shares.outs
    source, target = tiling.source, tiling.target
    blocks = [(k, j) for k in range(len(outs)) for j in range(len(ins))]

    def lay_out(k, j, take):
        (channel, n_in, high, in_offset), (first, n_out, wide, offset) = ins[j], outs[k]
        depth, n_column = source.n_side * high, target.n_side * wide
        into = take((N_NUMBER ** 2 * depth * n_column,), x.dtype)
        for s in range(source.n_side):
            for t in range(target.n_side):
                w = taps(in_offset, s, offset, t)[:, channel:channel + n_in]
                transform_filters(
                    w, first, n_out, wide, high, into, s * high * n_column + t * wide,
                    n_column, depth * n_column)
        return into

    def lay_out_all():
        made = {}
        THREADS.run(lambda block: made.update({block: lay_out(*block, aligned)}),
                    blocks)
        return tuple(made[block] for block in blocks)

    kept = None
    if len(items) > 1 or keeps(filters):
        name = 'numbers', source, target, tuple(ins), tuple(outs)
        kept = dict(zip(blocks, KeptWeights.make_once(name, filters, lay_out_all)
                        if keeps(filters) else lay_out_all()))

    def work(item):
        tiles, n_row = read_inputs(x, item, shares, tiling)

        def multiply(k):
            first, n_out, wide, offset = outs[k]
            n_column = target.n_side * wide
            sums = scratch('sums', (N_NUMBER ** 2 * n_row * n_column,), x.dtype)
            for j, block in enumerate(ins):
                numbers = kept[k, j] if kept else lay_out(
                    k, j, functools.partial(scratch, 'filters'))
                multiply_numbers(
                    tiles[j], n_row * shares.pitch, shares.pitch, 1, numbers,
                    source.n_side * block.wide, sums, n_row, n_column, j > 0)
            write_tiles(sums, n_row * n_column, n_column, item, shares.n_tile,
                        target.scale, target.step, target.n_side, offset, tiling.n_tap,
                        y, first, n_out, b, onto, floor)

        THREADS.run(multiply, range(len(outs)))

    if len(items) == 1:
        work(items[0])
    else:
        THREADS.run(work, items)
