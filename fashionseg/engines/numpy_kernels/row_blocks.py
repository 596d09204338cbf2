"""Blocks of maps whose rows lie end to end.

A block holds some rows of one photo, or several whole photos, with zeros around. Its
rows are ``row`` numbers long and lie end to end, so that a shift by (y, x) places is
one by ``y * row + x`` numbers for the whole block. The zeros on the right of a row are
those on the left of the next. What is computed at places between two rows means
nothing and is dropped.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch


class RowBlocks:
    """Reads, shifts and writes blocks: output place q takes from input place q + shift.

    Args:
        source, target (fashionseg.engines.numpy_kernels.side.Side): The input and the
            output.
        dtype: Floating dtype of the blocks.
    """

    def __init__(self, source, target, dtype):
        self.source, self.target, self.dtype = source, target, dtype
        self.height, self.width = (
            max(target.span(axis, i)[1] for i, _ in target.taps[axis])
            for axis in (0, 1))
        self.halo_in, extra_in = source.reach(0), source.reach(1)
        self.halo = self.halo_in + target.reach(0)
        self.extra_out = target.reach(1)
        self.extra = extra_in + self.extra_out
        spans = [source.span(1, j) for j, _ in source.taps[1]]
        left = min(self.extra, min(first for first, _ in spans))
        reach = self.width + self.extra
        self.row = max(self.width, reach - left,
                       min(reach, max(end for _, end in spans)))
        self._in_shifts = self._flat(source)
        self._out_shifts = self._flat(target)
        self._phases = sorted({phase for phase, _ in source.pairs()})
        self._places = [self._phases.index(phase) for phase, _ in source.pairs()]
        self._unshifted = not any(self._in_shifts)
        # Rows of the map itself are a block already.
        self._plain = (
            len(self._in_shifts) == 1 and self.halo == self.extra == 0
            and source.stride == (1, 1) and source.pad == (0, 0)
            and source.size[1] == self.row and source.size[0] >= self.height)

    def _flat(self, side):
        return [y * self.row + x for _, (y, x) in side.pairs()]

    def length(self, photos, rows):
        """int: Places of a block that its product needs."""
        n_row = rows.stop - rows.start
        return ((photos.stop - photos.start) * (n_row + self.halo) * self.row
                - self.halo_in * self.row + self.extra_out)

    def read(self, x, photos, rows, channels, out=None):
        """Channels of a block of the input, once per tap.

        Args:
            x (numpy.ndarray): (N, C, H, W), the whole input.
            photos, rows, channels (slice): Of x's photos, the output's rows and x's
                channels.
            out (numpy.ndarray or None): Where to write, (channels x taps, length);
                None takes scratch memory.

        Returns:
            numpy.ndarray: ``out``, or a view of x where that is all.
        """
        n_photo, n_row = photos.stop - photos.start, rows.stop - rows.start
        n_channel = channels.stop - channels.start
        length = self.length(photos, rows)
        if (self._plain and out is None and n_photo == 1 and x.dtype == self.dtype
                and x[0].flags.c_contiguous):
            return x[photos.start, channels, rows].reshape(n_channel, length)
        n_place = n_photo * (n_row + self.halo) * self.row
        taps = len(self._in_shifts)
        shape = (n_channel, len(self._phases), n_place + self.extra)
        if self._unshifted and out is not None:
            flat = out.reshape(shape)
        else:
            flat = scratch('padded', shape, self.dtype)
        flat[..., n_place:] = 0
        padded = flat[..., :n_place].reshape(
            *shape[:2], n_photo, n_row + self.halo, self.row)
        for k, phase in enumerate(self._phases):
            self._fill(padded[:, k], x[photos, channels], phase, rows.start)
        if self._unshifted:
            return flat.reshape(-1, length)
        if out is None:
            out = scratch('taps', (n_channel * taps, length), self.dtype)
        shifted = out.reshape(n_channel, taps, length)
        for t, (k, shift) in enumerate(zip(self._places, self._in_shifts)):
            np.copyto(shifted[:, t], flat[:, k, shift:shift + length])
        return out

    def _fill(self, padded, x, phase, top):
        """One phase of x (photos, channels, H, W) to (channels, photos, rows, row)."""
        (first, end), (left, right) = (
            self.source.span(axis, phase[axis]) for axis in (0, 1))
        n_row = padded.shape[2]
        first = min(max(first, top), top + n_row)
        end = max(first, min(end, top + n_row))
        left = min(left, self.row)
        right = max(left, min(right, self.row))
        padded[:, :, :first - top] = 0
        padded[:, :, end - top:] = 0
        padded = padded[:, :, first - top:end - top]
        padded[..., :left] = 0
        padded[..., right:] = 0
        np.copyto(padded[..., left:right], x[
            :, :, self.source.cells(0, phase[0], first, end),
            self.source.cells(1, phase[1], left, right)].transpose(1, 0, 2, 3))

    def spread(self, y, photos, rows):
        """Gradient by a block's output, once per tap, zero between the rows.

        The target has one phase. Returns (channels of y x taps, length).
        """
        n_photo, n_row = photos.stop - photos.start, rows.stop - rows.start
        length = self.length(photos, rows)
        y = y[photos, :, rows]
        if (length == n_row * self.width and y.dtype == self.dtype
                and n_photo == 1 and y[0, 0].flags.c_contiguous):
            return y[0].reshape(-1, length)
        taps = len(self._out_shifts)
        spread = scratch('spread', (y.shape[1], taps, length), self.dtype)
        spread[...] = 0
        for t, shift in enumerate(self._out_shifts):
            self._cells(spread[:, t], shift, n_photo, n_row)[...] = (
                y.transpose(1, 0, 2, 3))
        return spread.reshape(-1, length)

    def _cells(self, flat, shift, n_photo, n_row):
        """(channels, length) seen as (channels, photos, rows, width) from a shift."""
        size = flat.itemsize
        return np.lib.stride_tricks.as_strided(
            flat[:, shift:], (len(flat), n_photo, n_row, self.width),
            (flat.strides[0], (n_row + self.halo) * self.row * size,
             self.row * size, size))

    def write(self, product, y, photos, rows, finish):
        """Adds up the taps of a product (channels x taps, length) in its place in y.

        Args:
            product (numpy.ndarray): Is overwritten.
            y (numpy.ndarray): (photos, channels, H, W), those of the product alone.
            photos, rows (slice): Of y.
            finish (callable): ``(sums, out)`` writes the sums, with whatever is added
                to them, to the output, both (channels, photos, rows, width).
        """
        n_photo, n_row = photos.stop - photos.start, rows.stop - rows.start
        taps = len(self._out_shifts)
        product = product.reshape(-1, taps, product.shape[1])
        used = (n_photo * (n_row + self.halo) - self.halo) * self.row
        sums = {}
        for t, (phase, _) in enumerate(self.target.pairs()):
            shift = self._out_shifts[t]
            if phase not in sums:
                sums[phase] = product[:, t], shift
                continue
            part = product[:, t, shift:shift + used]
            total, start = sums[phase]
            if start is None:
                total += part
            else:
                total = np.add(total[:, start:start + used], part, out=scratch(
                    f'sum {phase}', (len(product), used), self.dtype))
                sums[phase] = total, None
        for phase, (total, start) in sums.items():
            cells = self._cells(total, start or 0, n_photo, n_row)
            self._put(cells, y, phase, photos, rows, finish)

    def _put(self, cells, y, phase, photos, rows, finish):
        (first, end), (left, right) = (
            self.target.span(axis, phase[axis]) for axis in (0, 1))
        first, end = max(first, rows.start), min(end, rows.stop)
        if first < end and left < right:
            finish(cells[:, :, first - rows.start:end - rows.start, left:right],
                   y[photos, :, self.target.cells(0, phase[0], first, end),
                     self.target.cells(1, phase[1], left, right)].transpose(
                         1, 0, 2, 3))
