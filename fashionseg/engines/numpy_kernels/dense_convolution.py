"""Stride-1 convolution on the CPU, in blocks that stay in the cache.

The rows of a zero-padded photo are laid end to end, so that each kernel tap (ky, kx)
is the whole block shifted by ``ky * dy * row + kx * dx`` numbers, where ``row`` is the
length of a padded row. The right padding of a row is the left padding of the next.
The taps can be spent on either side of the matrix product, see ``split_taps``. Results
at the positions between two rows mean nothing and are dropped.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.split_taps import split_taps

# Numbers in the largest array of a block: 4 MB of float32.
_BLOCK_NUMBERS = 1 << 20


class DenseConvolution:
    """Geometry of one stride-1 convolution and its two products.

    Args:
        in_shape (tuple of int): (N, C, H, W) of the input.
        w_shape (tuple of int): (O, C, kh, kw) of the filters.
        out_size (tuple of int): Height and width of the output. Zeros are read
            beyond the input.
        pad (tuple of int): Zeros above and left of the input, not negative.
        dilate (tuple of int): Distance between taps.
        dtype: Floating dtype of the products.
    """

    def __init__(self, in_shape, w_shape, out_size, pad, dilate, dtype):
        self.n_photo, self.in_channels, self.height, self.width = in_shape
        self.out_channels, _, self.kh, self.kw = w_shape
        self.out_h, self.out_w = out_size
        self.pad_y, self.pad_x = pad
        self.dtype = dtype
        extra = (self.kw - 1) * dilate[1]
        self.halo = (self.kh - 1) * dilate[0]
        self.row = max(self.width + self.pad_x, self.out_w,
                       self.out_w + extra - self.pad_x)
        self.slack = extra
        self.shift_y = [ky * dilate[0] * self.row for ky in range(self.kh)]
        self.shift_x = [kx * dilate[1] for kx in range(self.kw)]

    def forward(self, x, w, b, y):
        """Write the convolution of ``x`` with ``w`` plus ``b`` (or None) to ``y``."""
        in_shifts, out_shifts = self._split(1.5)
        w = self._stack_filters(w, len(out_shifts))
        for photos, rows in self._blocks(len(in_shifts), len(out_shifts)):
            columns = self._columns(x, photos, rows, in_shifts)
            product = scratch('product', (len(w), columns.shape[1]), self.dtype)
            np.matmul(w, columns, out=product)
            product = product.reshape(len(out_shifts), self.out_channels, -1)
            total = self._add_shifted(product, out_shifts, photos, rows)
            target = y[photos, :, rows].transpose(1, 0, 2, 3)
            if b is None:
                np.copyto(target, total, casting='same_kind')
            else:
                np.add(total, b[:, None, None, None], out=target,
                       casting='same_kind')

    def grad_w(self, x, gy):
        """Return the gradient by the filters, (O, C, kh, kw), given that by ``y``."""
        in_shifts, out_shifts = self._split(1.)
        n_in, n_out = len(in_shifts), len(out_shifts)
        gw = np.zeros(
            (n_out * self.out_channels, n_in * self.in_channels), self.dtype)
        for photos, rows in self._blocks(n_in, n_out):
            columns = self._columns(x, photos, rows, in_shifts)
            shifted = self._shifted_grad(
                gy[photos, :, rows], out_shifts, columns.shape[1])
            gw += np.matmul(shifted, columns.T)
        gw = gw.reshape(n_out, self.out_channels, n_in, self.in_channels)
        return gw.transpose(1, 3, 0, 2).reshape(
            self.out_channels, self.in_channels, self.kh, self.kw)

    def _split(self, add_cost):
        # Rows of the halo that are multiplied for nothing, as in _blocks.
        waste = self.halo / min(self.out_h, 8 * self.halo) if self.halo else 0
        return split_taps(self.shift_y, self.shift_x, self.in_channels,
                          self.out_channels, waste, add_cost)

    def _stack_filters(self, w, n_out):
        """(O, C, kh, kw) to (output taps x O, input taps x C)."""
        w = w.reshape(self.out_channels, self.in_channels, n_out, -1)
        return np.ascontiguousarray(w.transpose(2, 0, 3, 1), self.dtype).reshape(
            n_out * self.out_channels, -1)

    def _blocks(self, n_in, n_out):
        """Slices of photos and of output rows, small enough for the cache."""
        channels = max(n_in * self.in_channels, n_out * self.out_channels)
        n_row = max(1, _BLOCK_NUMBERS // (channels * self.row))
        # A halo of rows is read twice, and multiplied twice when there are taps on
        # the output: keep it a small part of the block.
        n_row = max(n_row, (8 if n_out > 1 else 2) * self.halo)
        if n_row < self.out_h:
            n_block = -(-self.out_h // n_row)
            n_row = -(-self.out_h // n_block)
            for i in range(self.n_photo):
                for top in range(0, self.out_h, n_row):
                    yield slice(i, i + 1), slice(top, min(self.out_h, top + n_row))
            return
        n_photo = max(1, n_row // (self.out_h + self.halo))
        for i in range(0, self.n_photo, n_photo):
            yield slice(i, min(self.n_photo, i + n_photo)), slice(0, self.out_h)

    def _columns(self, x, photos, rows, shifts):
        """Padded photos, once per shift: (shifts x C, positions)."""
        n_photo = photos.stop - photos.start
        n_row = rows.stop - rows.start + self.halo
        n_position = n_photo * n_row * self.row
        flat = scratch(
            'padded', (self.in_channels, n_position + self.slack), self.dtype)
        flat[:, n_position:] = 0
        padded = flat[:, :n_position].reshape(
            self.in_channels, n_photo, n_row, self.row)
        top = rows.start - self.pad_y
        first = min(max(0, top), self.height)
        last = max(first, min(self.height, top + n_row))
        used = min(self.width, self.row - self.pad_x)
        padded[:, :, :first - top] = 0
        padded[:, :, last - top:] = 0
        padded = padded[:, :, first - top:last - top]
        padded[..., :self.pad_x] = 0
        padded[..., self.pad_x + used:] = 0
        padded[..., self.pad_x:self.pad_x + used] = (
            x[photos, :, first:last, :used].transpose(1, 0, 2, 3))
        if len(shifts) == 1:
            return flat
        length = flat.shape[1] - shifts[-1]
        columns = scratch(
            'columns', (len(shifts), self.in_channels, length), self.dtype)
        for column, shift in zip(columns, shifts):
            np.copyto(column, flat[:, shift:shift + length])
        return columns.reshape(-1, length)

    def _add_shifted(self, product, shifts, photos, rows):
        """Sum over the output taps: (O, photos, rows, width) without the gaps."""
        n_photo = photos.stop - photos.start
        n_row = rows.stop - rows.start + self.halo
        n_position = n_photo * n_row * self.row
        length = n_position - self.halo * self.row
        total = product[0]
        if len(shifts) > 1:
            total = scratch('total', (self.out_channels, n_position), self.dtype)
            np.add(product[0, :, :length],
                   product[1, :, shifts[1]:shifts[1] + length],
                   out=total[:, :length])
            for part, shift in zip(product[2:], shifts[2:]):
                total[:, :length] += part[:, shift:shift + length]
        elif total.shape[1] < n_position:
            # Only the unused rows below the last photo are missing.
            return _view(total, (self.out_channels, n_photo, n_row - self.halo,
                                 self.out_w), n_row * self.row, self.row)
        total = total[:, :n_position].reshape(
            self.out_channels, n_photo, n_row, self.row)
        return total[:, :, :n_row - self.halo, :self.out_w]

    def _shifted_grad(self, gy, shifts, length):
        """``gy`` in the padded geometry, once per output tap, zero elsewhere."""
        n_photo, _, n_row, _ = gy.shape
        shifted = scratch(
            'shifted', (len(shifts), self.out_channels, length), self.dtype)
        shifted[...] = 0
        for part, shift in zip(shifted, shifts):
            target = _view(part[:, shift:], (self.out_channels, *gy.shape[:1],
                                             n_row, self.out_w),
                           (n_row + self.halo) * self.row, self.row)
            target[...] = gy.transpose(1, 0, 2, 3)
        return shifted.reshape(-1, length)


def _view(flat, shape, photo_stride, row_stride):
    """(C, positions) seen as (C, photos, rows, width) with gaps left out."""
    size = flat.itemsize
    return np.lib.stride_tricks.as_strided(
        flat, shape,
        (flat.strides[0], photo_stride * size, row_stride * size, size))
