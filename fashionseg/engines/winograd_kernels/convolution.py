"""Convolutions by filters of 3 x 3 and stride 1, and their gradients.

A tile of 4 x 4 places of a result takes 36 products of each channel instead of 144
[#]_. With the numbers of all tiles side by side they are 36 products of matrices.

.. [#] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. CVPR 2016.
"""

import numpy as np

from fashionseg.engines.compiled_kernels.sum_pixels import sum_pixels
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.winograd_kernels.collect_filters import collect_filters
from fashionseg.engines.winograd_kernels.multiply_numbers import multiply_numbers
from fashionseg.engines.winograd_kernels.plan import plan, rows_of
from fashionseg.engines.winograd_kernels.read_tiles import read_tiles
from fashionseg.engines.winograd_kernels.transform_filters import transform_filters
from fashionseg.engines.winograd_kernels.write_tiles import write_tiles


def convolve(x, w, b, out_size, pad, dilate, relu=False, onto=None):
    """Convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.convolve`."""
    x = np.ascontiguousarray(x)
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    if b is None:
        b = np.zeros(len(w), x.dtype)
    n_tile, items, ins, outs, pitch = plan(
        len(x), x.shape[1], len(w), tuple(out_size), dilate, THREADS.count)
    floor = x.dtype.type(0 if relu else -np.inf)
    # Filters that serve more than one item are kept.
    kept = [[None] * len(ins) for _ in outs]

    def filters(k, block):
        (first, n_out, n_column), (channel, n_in) = outs[k], ins[block]
        if kept[k][block] is not None:
            return kept[k][block]
        shape = 36 * n_in * n_column,
        if len(items) > 1:
            into = kept[k][block] = np.empty(shape, x.dtype)
        else:
            into = scratch('filters', shape, x.dtype)
        transform_filters(
            w[:, channel:channel + n_in], first, n_out, n_column, into)
        return into

    def work(item):
        tiles, n_row = _read_inputs(x, item, n_tile, pad, dilate, ins, pitch)

        def multiply(k):
            first, n_out, n_column = outs[k]
            sums = scratch('sums', (36 * n_row * n_column,), x.dtype)
            for block, (_, n_in) in enumerate(ins):
                multiply_numbers(
                    tiles[block], n_row * pitch, pitch, 1, filters(k, block), n_in,
                    sums, n_row, n_column, block > 0)
            write_tiles(sums, n_row * n_column, n_column, item, n_tile, dilate, y,
                        first, n_out, b, onto is not None, floor)

        THREADS.run(multiply, range(len(outs)))

    if len(items) == 1:
        work(items[0])
    else:
        THREADS.run(lambda pair: filters(*pair), [
            (k, block) for k in range(len(outs)) for block in range(len(ins))])
        THREADS.run(work, items)
    return y


def convolve_grads(x, w, gy, pad, dilate, want_x, want_b):
    """Gradients of ``convolve`` by x, w and b; None where they are not wanted."""
    gx = convolve_grad_x(w, gy, x.shape[2:], pad, dilate) if want_x else None
    gb = sum_pixels(gy) if want_b else None
    return gx, convolve_grad_w(x, gy, pad, dilate), gb


def convolve_grad_x(w, gy, in_size, pad, dilate):
    """Gradient of ``convolve`` by ``x``: a convolution by the turned filters."""
    turned = w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    far = tuple(2 * d - p for d, p in zip(dilate, pad))
    return convolve(gy, turned, None, in_size, far, dilate)


def convolve_grad_w(x, gy, pad, dilate):
    """Gradient of ``convolve`` by ``w``."""
    x, gy = np.ascontiguousarray(x), np.ascontiguousarray(gy)
    n_tile, items, ins, outs, pitch = plan(
        len(x), x.shape[1], gy.shape[1], gy.shape[2:], dilate, THREADS.count)
    gw = np.empty((gy.shape[1], x.shape[1], 3, 3), x.dtype)
    n_sum = min(THREADS.count, len(items))
    # One item needs no sums of items.
    sums = [None] if len(items) == 1 else [[
        [np.empty(36 * rows_of(n) * n_column, x.dtype) for _, n in ins]
        for *_, n_column in outs] for _ in range(n_sum)]

    def work(item, sums, onto):
        tiles, n_row = _read_inputs(x, item, n_tile, pad, dilate, ins, pitch)
        depth = len(item) * n_tile

        def multiply(k):
            first, n_out, n_column = outs[k]
            grads = scratch('gradients', (36 * depth * n_column,), x.dtype)
            read_tiles(gy, item, n_tile, (0, 0), dilate, first, n_out, True, grads,
                       depth * n_column, n_column)
            for block, (_, n_in) in enumerate(ins):
                if sums is None:
                    products = scratch(
                        'sums', (36 * rows_of(n_in) * n_column,), x.dtype)
                else:
                    products = sums[k][block]
                multiply_numbers(tiles[block], n_row * pitch, 1, pitch, grads, depth,
                                 products, rows_of(n_in), n_column, onto)
                if sums is None:
                    collect(k, block, products)

        THREADS.run(multiply, range(len(outs)))

    def collect(k, block, products):
        (first, n_out, n_column), (channel, n_in) = outs[k], ins[block]
        collect_filters(products, rows_of(n_in) * n_column, n_column, first, n_out,
                        gw[:, channel:channel + n_in])

    def share(k):
        for i, item in enumerate(items[k::n_sum]):
            work(item, sums[k], i > 0)

    def add_up(k):
        for block, products in enumerate(sums[0][k]):
            for more in sums[1:]:
                products += more[k][block]
            collect(k, block, products)

    THREADS.run(share, range(n_sum))
    if len(items) > 1:
        THREADS.run(add_up, range(len(outs)))
    return gw


def _read_inputs(x, item, n_tile, pad, dilate, ins, pitch):
    """Tiles of an item, (blocks of channels, 36 x rows x ``pitch``), and their rows.

    Rows are tiles, filled up to whole ones of a product.
    """
    n_row = rows_of(len(item) * n_tile)
    tiles = scratch('tiles', (len(ins), 36 * n_row * pitch), x.dtype)

    def read(block):
        channel, n_in = ins[block]
        read_tiles(x, item, n_tile, pad, dilate, channel, n_in, False, tiles[block],
                   n_row * pitch, pitch)

    THREADS.run(read, range(len(ins)))
    return tiles, n_row
