"""Products of maps and filters, by the unit for small matrices."""

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from fashionseg.engines.amx_kernels.call_unit import call_unit
from fashionseg.engines.amx_kernels.plan import N_TILE, SPARE
from fashionseg.engines.compiled_kernels.compiled import compiled

_TILE, _LINE = 1024, 64  # bytes
_BYTE, _INTEGER = ir.IntType(8), ir.IntType(64)


@compiled
def multiply(lines, place, rest, steps, filters, first, sums, n_place):
    """Sums the products of all steps, for 16 outputs.

    The unit must have been told of its tiles, see
    :func:`fashionseg.engines.amx_kernels.tiles.use_tiles`.

    Args:
        lines (numpy.ndarray): int32, flat; see
            :func:`fashionseg.engines.amx_kernels.pack_map.pack_map`.
        place, rest (int): First line that is wanted, and how many lines behind a
            larger part its rest is.
        steps (numpy.ndarray): Which lines meet the filters of each step at the first
            place.
        filters (numpy.ndarray): int32, flat, from ``first`` on; see
            :func:`fashionseg.engines.amx_kernels.pack_filters.pack_filters`.
        sums (numpy.ndarray): float32, (places, 16 outputs), contiguous, gets the sums.
        n_place (int): Places, a multiple of ``SPARE``.
    """
    for p in range(0, n_place, SPARE):
        _multiply_tiles(N_TILE, lines, place + p, rest, steps, len(steps), filters,
                        first, sums, p)


@intrinsic(prefer_literal=True)
def _multiply_tiles(typing, count, lines, place, rest, steps, n_step, filters, first,
                    sums, to):
    """Some tiles of the sums, which stay in registers.

    Lines begin where lines of the cache do, and the processor has room for few tiles
    that are not computed yet: of its eight names no more are used than must be.
    """
    n_tile = count.literal_value

    def generate(context, builder, signature, args):
        (_, lines_, place_, rest_, steps_, n_step_, filters_, first_, sums_,
         to_) = args

        def pointer(array_type, array, place, size=4):
            data = context.make_array(array_type)(context, builder, array).data
            return move(builder.bitcast(data, _BYTE.as_pointer()), place, size)

        def move(pointer, place, size=1):
            return builder.gep(pointer, [builder.mul(place, _integer(size))])

        def load(tile, pointer):
            call_unit(builder, 'tileloadd64', _byte(tile), pointer, _integer(_LINE))

        def add(tile):
            call_unit(builder, 'tdpbf16ps', *map(_byte, (tile, n_tile, n_tile + 1)))

        for tile in range(n_tile):
            call_unit(builder, 'tilezero', _byte(tile))
        first_line = pointer(lines, lines_, place_, _LINE)
        weights = pointer(filters, filters_, first_)
        starts = context.make_array(steps)(context, builder, steps_).data
        with cgutils.for_range(builder, n_step_) as loop:
            start = builder.load(builder.gep(starts, [loop.index]))
            parts = move(first_line, start, _LINE)
            here = move(weights, loop.index, 2 * _TILE)
            load(n_tile + 1, here)
            for numbers in move(parts, rest_, _LINE), parts:
                for tile in range(n_tile):
                    load(n_tile, move(numbers, _integer(tile * _TILE)))
                    add(tile)
            load(n_tile + 1, move(here, _integer(_TILE)))
            for tile in reversed(range(n_tile)):
                if tile < n_tile - 1:  # the last one's parts are there
                    load(n_tile, move(parts, _integer(tile * _TILE)))
                add(tile)
        target = pointer(sums, sums_, to_, _LINE)
        for tile in range(n_tile):
            call_unit(builder, 'tilestored64', _byte(tile),
                      move(target, _integer(tile * _TILE)), _integer(_LINE))
        return context.get_dummy_value()

    intp = types.intp
    return types.void(count, lines, intp, intp, steps, intp, filters, intp, sums,
                      intp), generate


def _byte(value):
    return ir.Constant(_BYTE, value)


def _integer(value):
    return ir.Constant(_INTEGER, value)
