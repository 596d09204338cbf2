"""Products of other maps with the shifted maps that the taps of filters are."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.plan import TAPS
from fashionseg.engines.compiled_kernels.vectors import Vectors


@compiled
def correlate_tiles(n_map, lanes, planes, start, offset, n_tap, maps, row, length):
    """Adds products with shifted planes, summed over places: all taps with some maps.

    Args:
        n_map (int): Maps: 1, 2, 4, 6 or 8.
        lanes (numpy.ndarray): (taps times maps, lanes of a register); what the lanes
            hold, added, are the sums.
        planes, start, offset: See
            :func:`~fashionseg.engines.compiled_kernels.sum_tiles.sum_tiles`.
        n_tap (int): Taps, a multiple of ``TAPS``.
        maps (numpy.ndarray): (maps, places), 0 behind ``length`` up to whole registers.
        row (int): First of the maps.
        length (int): Places.
    """
    for t in range(0, n_tap, TAPS):
        if n_map == 8:
            _correlate(8, lanes, planes, start, offset, t, maps, row, length)
        elif n_map == 6:
            _correlate(6, lanes, planes, start, offset, t, maps, row, length)
        elif n_map == 4:
            _correlate(4, lanes, planes, start, offset, t, maps, row, length)
        elif n_map == 2:
            _correlate(2, lanes, planes, start, offset, t, maps, row, length)
        else:
            _correlate(1, lanes, planes, start, offset, t, maps, row, length)


@intrinsic(prefer_literal=True)
def _correlate(typing, n_map, lanes, planes, start, offset, tap, maps, row, length):
    """The same for the ``TAPS`` taps from ``tap`` on: the sums stay in registers."""
    def generate(context, builder, signature, args):
        vectors = Vectors(context, builder, lanes.dtype)
        n = n_map.literal_value
        pitch = builder.extract_value(
            context.make_array(maps)(context, builder, args[6]).shape, 1)
        kept = vectors.at(vectors.pointer(lanes, args[1]), builder.mul(
            args[5], vectors.integer(n * vectors.n_lane)))
        kept = [vectors.at(kept, i * vectors.n_lane) for i in range(TAPS * n)]
        source = vectors.at(vectors.pointer(planes, args[2]), args[3])
        offsets = vectors.at(vectors.pointer(offset, args[4]), args[5])
        shifted = [vectors.at(source, builder.load(vectors.at(offsets, t)))
                   for t in range(TAPS)]
        first_map = vectors.pointer(maps, args[6])
        rows = [vectors.at(first_map, builder.mul(
            pitch, builder.add(args[7], vectors.integer(k)))) for k in range(n)]

        def add_places(j, sums):
            places = [vectors.load(vectors.at(p, j)) for p in shifted]
            new = [None] * len(sums)
            for k, pointer in enumerate(rows):
                others = vectors.load(vectors.at(pointer, j))
                for t, tap in enumerate(places):
                    new[t * n + k] = vectors.add_product(sums[t * n + k], tap, others)
            return new

        sums = vectors.loop(args[8], vectors.n_lane,
                            [vectors.load(p) for p in kept], add_places)
        for total, pointer in zip(sums, kept):
            vectors.store(total, pointer)
        return context.get_dummy_value()

    return types.void(n_map, lanes, planes, types.intp, offset, types.intp, maps,
                      types.intp, types.intp), generate
