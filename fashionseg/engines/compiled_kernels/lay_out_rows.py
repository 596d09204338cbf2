"""Rows of maps, laid end to end with zeros between."""

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.copy_numbers import copy_numbers


@compiled
def lay_out_rows(rows, n_map, x, n, channel, top, end, pitch):
    """Copies rows of maps, ``pitch`` numbers for each, zero behind the last ones.

    Args:
        rows (numpy.ndarray): (maps, places), gets them.
        n_map (int): Maps.
        x (numpy.ndarray): (N, C, H, W).
        n, channel (int): Which of them, first channel.
        top, end (int): First row, end of the rows.
        pitch (int): At least W.
    """
    _, n_channel, n_row, width = x.shape
    zero = x.dtype.type(0)
    for k in range(n_map):
        for i in range(top, end):
            first = (i - top) * pitch
            copy_numbers(rows, k * rows.shape[1] + first, x,
                         ((n * n_channel + channel + k) * n_row + i) * width, width)
            for j in range(first + width, first + pitch):
                rows[k, j] = zero
        for j in range((end - top) * pitch, rows.shape[1]):
            rows[k, j] = zero
