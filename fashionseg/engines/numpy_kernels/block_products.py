"""Convolutions as matrix products over blocks, shared by the threads."""

import numpy as np

from fashionseg.engines.numpy_kernels.row_blocks import RowBlocks
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Numbers in the largest array of a block.
_BLOCK_NUMBERS = 1 << 20


class BlockProducts:
    """One product of filters with all blocks of a batch.

    Args:
        source, target (fashionseg.engines.numpy_kernels.side.Side): Input and output.
        n_photo (int): Photos of the batch.
        dtype: Floating dtype of the products.
    """

    def __init__(self, source, target, n_photo, dtype):
        self.source, self.target, self.n_photo = source, target, n_photo
        self.dtype = dtype
        self.blocks = RowBlocks(source, target, dtype)
        self.n_in, self.n_out = len(source.pairs()), len(target.pairs())

    def multiply(self, x, matrix, y, finish):
        """Writes the product of ``matrix`` with all blocks of x to y.

        Args:
            x (numpy.ndarray): (N, C, H, W).
            matrix (numpy.ndarray): (channels x taps of the output, of the input).
            y (numpy.ndarray): (N, O, H', W'). Where no tap reaches stays as it is.
            finish (callable): ``(sums, out, channels)``, see ``RowBlocks.write``.
        """
        blocks = self._cut(matrix.size)
        parts = self._parts(self.target.channels, len(blocks))
        taps = self.n_out

        def product_of(columns, photos, rows, channels):
            part = matrix[channels.start * taps:channels.stop * taps]
            product = scratch('product', (len(part), columns.shape[1]), self.dtype)
            np.matmul(part, columns, out=product)
            self.blocks.write(
                product, y[:, channels], photos, rows,
                lambda sums, out: finish(sums, out, channels))

        def work(block):
            photos, rows = block
            columns = self._columns(x, photos, rows, len(parts) > 1)
            THREADS.run(lambda channels: product_of(columns, photos, rows, channels),
                        parts)

        if len(parts) > 1:
            for block in blocks:
                work(block)
        else:
            THREADS.run(work, blocks)

    def multiply_grad(self, x, gy):
        """Gradient by the matrix, given that by the output, which has one phase.

        The blocks are added up in an order that only the number of threads decides.

        Returns:
            tuple of numpy.ndarray: The gradient, of the matrix's shape, and the sum
            of each channel of gy.
        """
        n_row = self.target.channels * self.n_out
        shape = n_row, self.source.channels * self.n_in
        blocks = self._cut(n_row * shape[1])
        parts = self._parts(n_row, len(blocks))
        n_sum = min(THREADS.count, len(blocks)) if len(parts) == 1 else 1
        sums = [np.empty(shape, self.dtype) for _ in range(n_sum)]
        of_channels = np.zeros((n_sum, self.target.channels), self.dtype)

        def work(k):
            for photos, rows in blocks[k::n_sum]:
                columns = self._columns(x, photos, rows, len(parts) > 1)
                spread = self.blocks.spread(gy, photos, rows)
                of_channels[k] += spread[::self.n_out].sum(axis=1)
                first = (photos, rows) == blocks[k]
                THREADS.run(lambda part: _add_product(
                    spread[part], columns.T, sums[k][part], first), parts)

        if n_sum == 1:
            work(0)
        else:
            THREADS.run(work, list(range(n_sum)))
        for other in sums[1:]:
            sums[0] += other
        return sums[0], of_channels.sum(axis=0)

    def _columns(self, x, photos, rows, shared):
        if not shared:
            return self.blocks.read(x, photos, rows, slice(0, x.shape[1]))
        columns = scratch(
            'columns', (x.shape[1] * self.n_in, self.blocks.length(photos, rows)),
            self.dtype)
        THREADS.run(lambda part: self.blocks.read(
            x, photos, rows, part,
            columns[part.start * self.n_in:part.stop * self.n_in]),
            _slices(x.shape[1], THREADS.count))
        return columns

    def _parts(self, n_channel, n_block):
        """Ranges of channels: one for each thread where there are too few blocks."""
        if n_block >= THREADS.count:
            return [slice(0, n_channel)]
        return _slices(n_channel, THREADS.count)

    def _cut(self, n_weight):
        """Slices of photos and of output rows, small enough for the cache."""
        blocks = self.blocks
        channels = max(self.n_in * self.source.channels,
                       self.n_out * self.target.channels)
        photo = (blocks.height + blocks.halo) * blocks.row
        if n_weight > channels * photo * self.n_photo // 2:
            # Reading the filters again for each block would be the larger cost.
            return [(slice(0, self.n_photo), slice(0, blocks.height))]
        n_row = max(1, _BLOCK_NUMBERS // (channels * blocks.row))
        # A halo of rows is read twice, and multiplied twice when there are taps on
        # the output: keep it a small part of the block.
        n_row = max(n_row, (8 if self.n_out > 1 else 2) * blocks.halo)
        if n_row < blocks.height:
            n_row = -(-blocks.height // -(-blocks.height // n_row))
            return [(slice(i, i + 1), slice(top, min(blocks.height, top + n_row)))
                    for i in range(self.n_photo)
                    for top in range(0, blocks.height, n_row)]
        n_photo = max(1, n_row // (blocks.height + blocks.halo))
        return [(slice(i, min(self.n_photo, i + n_photo)), slice(0, blocks.height))
                for i in range(0, self.n_photo, n_photo)]


def _slices(total, count):
    step = -(-total // count)
    return [slice(i, min(total, i + step)) for i in range(0, total, step)]


def _add_product(a, b, out, first):
    if first:
        np.matmul(a, b, out=out)
    else:
        product = scratch('product', out.shape, out.dtype)
        out += np.matmul(a, b, out=product)
