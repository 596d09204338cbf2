"""The sums of some rows, written to their places in maps."""

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.copy_numbers import copy_numbers


@compiled
def write_sums(total, n_out, y, n, channel, places, phase, pairs, top, end, pitch, onto,
               relu):
    """Writes sums to the rows ``top`` to ``end`` of a phase of a result.

    Args:
        total (numpy.ndarray): (filters, rows end to end), ``pitch`` numbers a row; with
            ``pairs`` those of the phase before, then those of this.
        n_out (int): Filters that are written.
        y (numpy.ndarray): (N, C, H, W).
        n, channel (int): Which of them, first channel.
        places (numpy.ndarray): See
            :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
        phase (int): Which phase.
        pairs (bool): Whether the phase before has the other places of the same rows.
        onto (bool): Whether the sums are added to what y holds.
        relu (bool): Whether negative sums become 0; without ``onto`` they are none.
    """
    y0, x0, sy, sx, height, width = places[phase]
    _, n_channel, n_row, n_column = y.shape
    flat, zero, n_filter = y.reshape(-1), y.dtype.type(0), len(total) // 2
    for k in range(n_out):
        for i in range(top, min(end, height)):
            first = (i - top) * pitch
            row = ((n * n_channel + channel + k) * n_row + y0 + i * sy) * n_column
            if onto:
                _add(flat[row + x0:], total[k, first:], width, sx, relu, zero)
            elif sx == 1:
                copy_numbers(
                    y, row + x0, total, k * total.shape[1] + first, width)
            elif not pairs:
                _spread(flat[row + x0:], total[k, first:], width, sx)
            elif x0:
                _join(flat[row:], total[k, first:],
                      total[n_filter + k, first:], n_column)
            else:
                _join(flat[row:], total[n_filter + k, first:],
                      total[k, first:], n_column)


# Below no index may be negative, as LLVM sees, and takes vectors.
@compiled
def _add(out, sums, width, step, relu, zero):
    for j in range(width):
        number = sums[j] + out[j * step]
        out[j * step] = max(number, zero) if relu else number


@compiled
def _spread(out, sums, width, step):
    for j in range(width):
        out[j * step] = sums[j]


@compiled
def _join(out, even, odd, width):
    for j in range(width // 2):
        out[2 * j] = even[j]
        out[2 * j + 1] = odd[j]
    if width % 2:
        out[width - 1] = even[width // 2]
