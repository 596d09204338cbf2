"""Sums, written to the maps of the result."""

from fashionseg.engines.amx_kernels.plan import SIDE
from fashionseg.engines.amx_kernels.write_tile import write_tile
from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def write_places(sums, begin, end, first, layout, y, out, n_out, phase, bias, onto,
                 floor):
    """Writes some places of some outputs.

    Args:
        sums (numpy.ndarray): (phases along x, places, 16), of places begin to end.
        begin, end (int): Row r of a phase begins at place ``(r - first) pitch``.
        first (int): First row.
        layout (fashionseg.engines.amx_kernels.plan.Layout): How the rows lie.
        y (numpy.ndarray): (N, O, H, W), contiguous, gets them.
        out, n_out (int): First output, number of them.
        phase (int): First row of the phase.
        bias (numpy.ndarray): (O,).
        onto (bool): Whether y's numbers are added.
        floor (float): Sums below it become it.
    """
    n_all, height, width = y.shape[1:]
    numbers, target = sums.reshape(-1), y.reshape(-1)
    rows, pitch, scale = layout.rows, layout.pitch, layout.out_scale
    plane, distance = height * width, sums.shape[1] * SIDE
    n_column = (width + scale[1] - 1) // scale[1]
    for r in range(begin // pitch, (end - 1) // pitch + 1):
        n, row = (first + r) // rows, (first + r) % rows * scale[0] + phase
        if row >= height or n >= len(y):
            continue
        # Of the row's columns those that are among the places.
        left = max(0, begin - r * pitch)
        right = min(n_column, end - r * pitch)
        start = ((n * n_all + out) * height + row) * width
        for j in range(left, right, SIDE):
            at = (r * pitch + j - begin) * SIDE
            column, count = j * scale[1], min(SIDE, right - j)
            if scale[1] == 1:
                write_tile(1, numbers, at, distance, target, start + column, plane,
                           n_out, 1, count, bias, out, onto, floor)
            elif scale[1] == 2:
                write_tile(2, numbers, at, distance, target, start + column, plane,
                           n_out, 1, min(2 * count, width - column), bias, out, onto,
                           floor)
            else:
                for q in range(scale[1]):
                    write_tile(0, numbers, at + q * distance, distance, target,
                               start + column + q, plane, n_out, scale[1],
                               min(count, (width - column - q - 1) // scale[1] + 1),
                               bias, out, onto, floor)
