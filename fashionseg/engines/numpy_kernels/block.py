"""One block of maps: from the input, to the output."""

import numpy as np

from fashionseg.engines.numpy_kernels.narrow_products import multiply
from fashionseg.engines.numpy_kernels.scratch import scratch


class Block:
    """Reads, spreads and writes blocks of one size, wherever they lie in the batch.

    Args:
        layout (fashionseg.engines.numpy_kernels.row_layout.RowLayout): The layout.
        n_photo (int): Photos of the block.
        rows (tuple of int): First row of the output and end of its rows.
        dtype: Floating dtype of the block.

    Attributes:
        length (int): Places that the product needs.
    """

    def __init__(self, layout, n_photo, rows, dtype):
        self._layout, self._n_photo, self._dtype = layout, n_photo, dtype
        top, end = rows
        self._rows = slice(top, end)
        self._height = end - top + layout.halo
        n_place = n_photo * self._height * layout.row
        self._n_place = n_place
        self._used = n_place - layout.halo * layout.row
        self.length = n_place - layout.halo_in * layout.row + layout.extra_out
        source, target = layout.source, layout.target
        phases = sorted({phase for phase, _ in source.pairs})
        self._fills = [self._fill_of(phase) for phase in phases]
        self._taps = [(phases.index(phase), shift) for (phase, _), shift in zip(
            source.pairs, layout.in_shifts)]
        self._unshifted = not any(layout.in_shifts)
        # Rows of the map itself are a block already.
        self._plain = (
            n_photo == len(self._taps) == source.stride[0] == source.stride[1] == 1
            and source.pad == (0, 0) and layout.halo == layout.extra == 0
            and source.size[1] == layout.row and source.size[0] >= end)
        self._plain_out = (
            len(target.pairs) == n_photo == target.stride[0] == target.stride[1] == 1
            and layout.width == layout.row and layout.halo == layout.extra == 0)
        self._sums = self._sums_of(target)

    def read(self, x, photo, channels, out=None):
        """Channels of a block of the input, once per tap.

        Args:
            x (numpy.ndarray): (N, C, H, W), the whole input.
            photo (int): First photo of the block.
            channels (slice): Of x.
            out (numpy.ndarray or None): Where to write, (channels x taps, length);
                None takes scratch memory.

        Returns:
            numpy.ndarray: ``out``, or a view of x where that is all.
        """
        n_channel = channels.stop - channels.start
        if (self._plain and out is None and x.dtype == self._dtype
                and x[photo].flags.c_contiguous):
            return x[photo, channels, self._rows].reshape(n_channel, -1)
        layout, n_place = self._layout, self._n_place
        shape = n_channel, len(self._fills), n_place + layout.extra
        if self._unshifted and out is not None:
            flat = out.reshape(shape)
        else:
            flat = scratch('padded', shape, self._dtype)
        if layout.extra:
            flat[..., n_place:] = 0
        padded = flat[..., :n_place].reshape(
            *shape[:2], self._n_photo, self._height, layout.row)
        x = x[photo:photo + self._n_photo, channels].transpose(1, 0, 2, 3)
        for k, (zeros, inside, cells) in enumerate(self._fills):
            for place in zeros:
                padded[:, k][place] = 0
            np.copyto(padded[:, k][inside], x[cells])
        if self._unshifted:
            return flat.reshape(-1, self.length)
        if out is None:
            out = scratch(
                'taps', (n_channel * len(self._taps), self.length), self._dtype)
        shifted = out.reshape(n_channel, len(self._taps), self.length)
        for t, (k, shift) in enumerate(self._taps):
            np.copyto(shifted[:, t], flat[:, k, shift:shift + self.length])
        return out

    def _fill_of(self, phase):
        """Indices of (channels, photos, rows, row): zeros, the map, the map's cells."""
        source, layout = self._layout.source, self._layout
        (first, end), (left, right) = (
            source.span(axis, phase[axis]) for axis in (0, 1))
        top = self._rows.start
        first = min(max(first, top), top + self._height)
        end = max(first, min(end, top + self._height))
        left = min(left, layout.row)
        right = max(left, min(right, layout.row))
        rows, every = slice(first - top, end - top), slice(None)
        zeros = [(..., place, every) for place in (
            slice(0, rows.start), slice(rows.stop, self._height))]
        zeros += [(..., rows, place) for place in (
            slice(0, left), slice(right, layout.row))]
        kept = [place for place, size in zip(zeros, (
            rows.start, self._height - rows.stop, left, layout.row - right)) if size]
        return kept, (..., rows, slice(left, right)), (
            ..., source.cells(0, phase[0], first, end),
            source.cells(1, phase[1], left, right))

    def spread(self, y, photo):
        """Gradient by a block's output, once per tap, zero between the rows.

        The target has one phase. Returns (channels of y x taps, length).
        """
        if (self._plain_out and y.dtype == self._dtype
                and y[photo].flags.c_contiguous):
            return y[photo, :, self._rows].reshape(y.shape[1], -1)
        y = y[photo:photo + self._n_photo, :, self._rows].transpose(1, 0, 2, 3)
        shifts = self._layout.out_shifts
        spread = scratch('spread', (len(y), len(shifts), self.length), self._dtype)
        spread[...] = 0
        for t, shift in enumerate(shifts):
            self._cells(spread, t, shift)[...] = y
        return spread.reshape(-1, self.length)

    def _cells(self, flat, tap, shift):
        """Contiguous (channels, taps, length) from a shift on, without the gaps.

        Returns (channels, photos, rows, width).
        """
        size, row = flat.itemsize, self._layout.row
        return np.ndarray(
            (len(flat), self._n_photo, self._height - self._layout.halo,
             self._layout.width), flat.dtype, flat,
            tap * flat.strides[1] + shift * size,
            (flat.strides[0], self._height * row * size, row * size, size))

    def product(self, matrix, columns, y, photo, channels, finish):
        """Multiplies, and adds up the taps in their place in ``y``.

        Args:
            matrix, columns (numpy.ndarray): (channels x taps of the output, taps of the
                input) and (taps of the input, length).
            y (numpy.ndarray): (N, O, H, W), contiguous.
            photo, channels: Of y, as in ``read``.
            finish (callable): ``(sums, out)`` writes the sums, with whatever is added
                to them, to the output, both (channels, photos, rows, width); it may
                overwrite the sums.
        """
        if self._plain_out and y.dtype == self._dtype and finish.overwrites:
            out = y[photo, channels, self._rows]
            multiply(matrix, columns, out.reshape(len(matrix), -1))
            sums = out[:, None]
            finish(sums, sums, channels)
            return
        product = scratch('product', (len(matrix), self.length), self._dtype)
        multiply(matrix, columns, product)
        n_tap = len(self._layout.out_shifts)
        product = product.reshape(-1, n_tap, self.length)
        y = y[photo:photo + self._n_photo, channels].transpose(1, 0, 2, 3)
        for taps, inside, cells in self._sums:
            (first, start), *others = taps
            if others:
                total = scratch('sum', (len(product), 1, self._used), self._dtype)
                (second, shift), *others = others
                np.add(product[:, first, start:start + self._used],
                       product[:, second, shift:shift + self._used], out=total[:, 0])
                for tap, shift in others:
                    total[:, 0] += product[:, tap, shift:shift + self._used]
                sums = self._cells(total, 0, 0)
            else:
                sums = self._cells(product, first, start)
            finish(sums[inside], y[cells], channels)

    def _sums_of(self, target):
        """For each phase of the output: its taps, where they lie and where they go."""
        layout, rows = self._layout, self._rows
        taps = {}
        for t, (phase, _) in enumerate(target.pairs):
            taps.setdefault(phase, []).append((t, layout.out_shifts[t]))
        sums = []
        for phase, of_phase in taps.items():
            (first, end), (left, right) = (
                target.span(axis, phase[axis]) for axis in (0, 1))
            first, end = max(first, rows.start), min(end, rows.stop)
            if first < end and left < right:
                sums.append((of_phase, (
                    ..., slice(first - rows.start, end - rows.start),
                    slice(left, right)), (
                        ..., target.cells(0, phase[0], first, end),
                        target.cells(1, phase[1], left, right))))
        return sums
