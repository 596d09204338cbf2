"""Rows of maps with zeros around, the phases of a stride apart."""

from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def fill_planes(planes, x, top, n_row, geometry):
    """Copies the rows that the windows of some rows of the result read.

    Args:
        planes (numpy.ndarray): Flat, gets (planes, C, rows end to end).
        x (numpy.ndarray): (C, H, W).
        top, n_row (int): First row of the result, number of rows.
        geometry (tuple): See :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
    """
    sy, sx, pad_y, pad_x, halo, reach, pitch = geometry[:7]
    n_place, n_plane_y, n_plane_x = geometry[8:]
    n_channel, height, width = x.shape
    for plane in range(n_plane_y * n_plane_x):
        fy, fx = plane // n_plane_x, plane % n_plane_x
        left = min(max(0, (pad_x - fx + sx - 1) // sx), reach)
        right = max(left, min(reach, (width - 1 + pad_x - fx) // sx + 1))
        for c in range(n_channel):
            start = (plane * n_channel + c) * n_place
            for r in range(n_row + halo):
                out = planes[start + r * pitch:start + (r + 1) * pitch]
                i = (top + r) * sy + fy - pad_y
                if i < 0 or i >= height:
                    out[:] = 0
                    continue
                out[:left] = 0
                row = x[c, i, left * sx + fx - pad_x:]
                if sx == 1:
                    for j in range(right - left):
                        out[left + j] = row[j]
                else:
                    for j in range(right - left):
                        out[left + j] = row[j * sx]
                out[right:] = 0
            planes[start + (n_row + halo) * pitch:start + n_place] = 0
