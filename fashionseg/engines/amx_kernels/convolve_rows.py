"""Some rows of some outputs of a convolution."""

from fashionseg.engines.amx_kernels.multiply import multiply
from fashionseg.engines.amx_kernels.plan import SIDE, SPARE
from fashionseg.engines.amx_kernels.tiles import release_tiles, use_tiles
from fashionseg.engines.amx_kernels.write_places import write_places
from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def convolve_rows(lines, filters, layout, outs, first, n_row, sums, y, bias, onto,
                  floor):
    """Multiplies and writes, a few places at a time, whose sums stay in the cache.

    Args:
        lines (numpy.ndarray): See
            :func:`fashionseg.engines.amx_kernels.pack_map.pack_map`.
        filters (numpy.ndarray): (blocks of outputs, numbers), int32; see
            :func:`fashionseg.engines.amx_kernels.pack_filters.pack_filters`.
        layout (fashionseg.engines.amx_kernels.plan.Layout): Of all of it.
        outs (numpy.ndarray): Of the plan's, these blocks of outputs.
        first, n_row (int): First row, number of rows.
        sums (numpy.ndarray): (phases along x, places, 16), float32: memory.
        y, bias, onto, floor: See
            :func:`fashionseg.engines.amx_kernels.write_places.write_places`.
    """
    n_place, most = n_row * layout.pitch, sums.shape[1]
    numbers, rest = lines.reshape(-1), lines.size // SIDE // 2
    use_tiles()
    for k in range(len(outs)):
        out, n_out = outs[k]
        for phase in range(layout.out_scale[0]):
            for begin in range(0, n_place, most):
                end = min(begin + most, n_place)
                count = (end - begin + SPARE - 1) // SPARE * SPARE
                for q in range(layout.out_scale[1]):
                    number = phase * layout.out_scale[1] + q
                    start = layout.starts[number] * layout.n_block
                    stop = layout.starts[number + 1] * layout.n_block
                    multiply(numbers, begin, rest, layout.steps[start:stop], filters[k],
                             start * 2 * SIDE * SIDE, sums[q], count)
                write_places(sums, begin, end, first, layout, y, out, n_out, phase,
                             bias, onto, floor)
    release_tiles()
