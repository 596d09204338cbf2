"""Maps and filters cut into the phases of a stride ("space to depth").

Phase (i, j) of a map holds its pixels (s r + i, s q + j); phase (i, j) of the filters
the taps that meet this phase. Pairs are (y, x).
"""

import numpy as np


def cut_size(ksize, stride):
    """Kernel size per phase."""
    return tuple(-(-k // s) for k, s in zip(ksize, stride))


def _phases(ksize, stride):
    """The phases that at least one tap falls on."""
    return min(ksize[0], stride[0]), min(ksize[1], stride[1])


def gather_phases(x, ksize, out_size, stride, pad):
    """(N, C, H, W) to (N, phases x C, H', W'): the padded input by phase."""
    n, c, height, width = x.shape
    (sy, sx), (py, px) = stride, pad
    ny, nx = _phases(ksize, stride)
    cut = cut_size(ksize, stride)
    rows, columns = (o + k - 1 for o, k in zip(out_size, cut))
    gathered = np.zeros((n, ny, nx, c, rows, columns), x.dtype)
    for i in range(ny):
        for j in range(nx):
            # Row r of the phase is row r * sy + i - py of x.
            r, q = max(0, -(-(py - i) // sy)), max(0, -(-(px - j) // sx))
            part = x[:, :, r * sy + i - py::sy, q * sx + j - px::sx]
            part = part[:, :, :rows - r, :columns - q]
            gathered[:, i, j, :, r:r + part.shape[2], q:q + part.shape[3]] = part
    return gathered.reshape(n, ny * nx * c, rows, columns)


def scatter_phases(phases, b, ksize, out_size, stride, pad, dtype):
    """(N, phases x O, H', W') to (N, O, out_h, out_w), the inverse of gathering."""
    (sy, sx), (py, px) = stride, pad
    ny, nx = _phases(ksize, stride)
    n, _, rows, columns = phases.shape
    phases = phases.reshape(n, ny, nx, -1, rows, columns)
    y = np.zeros((n, phases.shape[3]) + out_size, dtype)
    for i in range(ny):
        for j in range(nx):
            r, q = max(0, -(-(py - i) // sy)), max(0, -(-(px - j) // sx))
            part = y[:, :, r * sy + i - py::sy, q * sx + j - px::sx]
            part = part[:, :, :rows - r, :columns - q]
            part[...] = phases[:, i, j, :, r:r + part.shape[2], q:q + part.shape[3]]
    if b is not None:
        y += b[:, None, None]
    return y


def cut_filters(w, stride):
    """(O, C, kh, kw) to (O, phases x C, kh', kw')."""
    o, c, kh, kw = w.shape
    (sy, sx), (ny, nx) = stride, _phases((kh, kw), stride)
    ch, cw = cut_size((kh, kw), stride)
    cut = np.zeros((o, ny, nx, c, ch, cw), w.dtype)
    for i in range(ny):
        for j in range(nx):
            part = w[:, :, i::sy, j::sx]
            cut[:, i, j, :, :part.shape[2], :part.shape[3]] = part
    return cut.reshape(o, ny * nx * c, ch, cw)


def join_filters(cut, w_shape, stride):
    """The inverse of ``cut_filters``."""
    o, c, kh, kw = w_shape
    (sy, sx), (ny, nx) = stride, _phases((kh, kw), stride)
    cut = cut.reshape((o, ny, nx, c) + cut.shape[2:])
    w = np.empty(w_shape, cut.dtype)
    for i in range(ny):
        for j in range(nx):
            part = w[:, :, i::sy, j::sx]
            part[...] = cut[:, i, j, :, :part.shape[2], :part.shape[3]]
    return w
