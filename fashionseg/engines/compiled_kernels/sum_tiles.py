"""Weighted sums of the shifted maps that the taps of filters are."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import (
    N_REGISTER, VECTOR_BYTES, Vectors)


def _tile_bytes(n_filter):
    """Bytes of a tile's places: its sums fill three quarters of the registers."""
    return min(8, N_REGISTER * 3 // 4 // n_filter) * VECTOR_BYTES


_TILE_8, _TILE_6, _TILE_4, _TILE_2, _TILE_1 = map(_tile_bytes, (8, 6, 4, 2, 1))
# What is read and written behind the last place, at most.
ROOM_BYTES = max(_TILE_8, _TILE_6, _TILE_4, _TILE_2, _TILE_1)


@compiled
def sum_tiles(n_filter, total, length, planes, start, offset, n_tap, weights, first,
              floor):
    """Sums weights times shifted planes, for some filters and all places.

    Args:
        n_filter (int): Filters: 1, 2, 4, 6 or 8.
        total (numpy.ndarray): (filters, places and ``ROOM_BYTES``), gets the sums.
        length (int): Places.
        planes (numpy.ndarray): Flat, with ``ROOM_BYTES`` behind what is read.
        start (int): Of the places, to which the offsets are added.
        offset (numpy.ndarray): (taps,), int64.
        n_tap (int): Taps.
        weights (numpy.ndarray): Flat: from ``first`` on a bias for each filter, then
            for each tap a weight for each filter.
        first (int): Where they begin.
        floor (float): Sums below it become it.
    """
    if n_filter == 8:
        for j in range(0, length, _TILE_8 // total.itemsize):
            _sum_tile(8, total, j, planes, start, offset, n_tap, weights, first, floor)
    elif n_filter == 6:
        for j in range(0, length, _TILE_6 // total.itemsize):
            _sum_tile(6, total, j, planes, start, offset, n_tap, weights, first, floor)
    elif n_filter == 4:
        for j in range(0, length, _TILE_4 // total.itemsize):
            _sum_tile(4, total, j, planes, start, offset, n_tap, weights, first, floor)
    elif n_filter == 2:
        for j in range(0, length, _TILE_2 // total.itemsize):
            _sum_tile(2, total, j, planes, start, offset, n_tap, weights, first, floor)
    else:
        for j in range(0, length, _TILE_1 // total.itemsize):
            _sum_tile(1, total, j, planes, start, offset, n_tap, weights, first, floor)


@intrinsic(prefer_literal=True)
def _sum_tile(typing, n_filter, total, column, planes, start, offset, n_tap, weights,
              first, floor):
    """Sums of the places from ``column`` on, which stay in registers meanwhile.

    Each number that is read from the planes serves all of the filters, whose number is
    written out, and each weight all of the tile's places.
    """
    def generate(context, builder, signature, args):
        vectors = Vectors(context, builder, total.dtype)
        n = n_filter.literal_value
        columns = range(0, _tile_bytes(n) * 8 // total.dtype.bitwidth, vectors.n_lane)
        pitch = builder.extract_value(
            context.make_array(total)(context, builder, args[1]).shape, 1)
        tile = vectors.at(vectors.pointer(total, args[1]), args[2])
        source = vectors.at(vectors.pointer(planes, args[3]), args[4], args[2])
        offsets = vectors.pointer(offset, args[5])
        biases = vectors.at(vectors.pointer(weights, args[7]), args[8])
        sums = []
        for k in range(n):
            sums += [vectors.spread(builder.load(vectors.at(biases, k)))] * len(columns)

        def add_tap(t, sums):
            shifted = vectors.at(source, builder.load(vectors.at(offsets, t)))
            places = [vectors.load(vectors.at(shifted, c)) for c in columns]
            row = vectors.at(biases, builder.mul(
                builder.add(t, vectors.integer(1)), vectors.integer(n)))
            ws = [vectors.spread(builder.load(vectors.at(row, k)))
                  for k in range(n) for _ in columns]
            return [vectors.add_product(s, w, p)
                    for s, w, p in zip(sums, ws, places * n)]

        sums = vectors.loop(args[6], 1, sums, add_tap)
        for k in range(n):
            row = vectors.at(tile, builder.mul(pitch, vectors.integer(k)))
            for v, c in enumerate(columns):
                vectors.store(vectors.at_least(sums[k * len(columns) + v], args[9]),
                              vectors.at(row, c))
        return context.get_dummy_value()

    return types.void(n_filter, total, types.intp, planes, types.intp, offset,
                      types.intp, weights, types.intp, total.dtype), generate
