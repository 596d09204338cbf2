"""Convolutions as matrix products over blocks, shared by the threads."""

import numpy as np

from fashionseg.engines.numpy_kernels.block import Block
from fashionseg.engines.numpy_kernels.narrow_products import multiply_transposed
from fashionseg.engines.numpy_kernels.row_layout import RowLayout
from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Numbers in the largest array of a block.
_BLOCK_NUMBERS = 1 << 20


class BlockProducts:
    """One product of filters with all blocks of a batch; holds no numbers itself.

    Args:
        source, target (fashionseg.engines.numpy_kernels.side.Side): Input and output.
        n_photo (int): Photos of the batch.
        dtype: Floating dtype of the products.
    """

    def __init__(self, source, target, n_photo, dtype):
        self._dtype, self._n_photo = dtype, n_photo
        self._in_channels, self._out_channels = source.channels, target.channels
        self._n_in, self._n_out = len(source.pairs), len(target.pairs)
        self._blocks = self._cut(RowLayout(source, target))

    def multiply(self, x, matrix, y, finish):
        """Writes the product of ``matrix`` with all blocks of x to y.

        Args:
            x (numpy.ndarray): (N, C, H, W).
            matrix (numpy.ndarray): (channels x taps of the output, of the input).
            y (numpy.ndarray): (N, O, H', W'). Where no tap reaches stays as it is.
            finish (fashionseg.engines.numpy_kernels.finish.Finish): The last step.
        """
        parts = self._parts(self._out_channels)

        def work(item):
            block, photo = item
            columns = self._columns(x, block, photo, len(parts) > 1)

            def multiply_part(part):
                block.product(matrix[part.start * self._n_out:part.stop * self._n_out],
                              columns, y, photo, part, finish)

            THREADS.run(multiply_part, parts)

        if len(parts) > 1:
            for item in self._blocks:
                work(item)
        else:
            THREADS.run(work, self._blocks)

    def multiply_grad(self, x, gy):
        """Gradient by the matrix, given that by the output, which has one phase.

        The blocks are added up in an order that only the number of threads decides.

        Returns:
            tuple of numpy.ndarray: The gradient, of the matrix's shape, and the sum
            of each channel of gy.
        """
        shape = self._out_channels * self._n_out, self._in_channels * self._n_in
        parts = self._parts(shape[0])
        n_sum = min(THREADS.count, len(self._blocks)) if len(parts) == 1 else 1
        sums = [np.empty(shape, self._dtype) for _ in range(n_sum)]
        of_channels = np.zeros((n_sum, self._out_channels), self._dtype)

        def work(k):
            for i, (block, photo) in enumerate(self._blocks[k::n_sum]):
                columns = self._columns(x, block, photo, len(parts) > 1)
                spread = block.spread(gy, photo)
                of_channels[k] += spread[::self._n_out].sum(axis=1)
                THREADS.run(lambda part: _add_product(
                    spread[part], columns, sums[k][part], i == 0), parts)

        if n_sum == 1:
            work(0)
        else:
            THREADS.run(work, range(n_sum))
        for other in sums[1:]:
            sums[0] += other
        return sums[0], of_channels.sum(axis=0)

    def _columns(self, x, block, photo, shared):
        if not shared:
            return block.read(x, photo, slice(0, self._in_channels))
        columns = scratch(
            'columns', (self._in_channels * self._n_in, block.length), self._dtype)
        THREADS.run(lambda part: block.read(
            x, photo, part, columns[part.start * self._n_in:part.stop * self._n_in]),
            _slices(self._in_channels, THREADS.count))
        return columns

    def _parts(self, n_row):
        """Ranges of rows: one for each thread where there are too few blocks."""
        n_thread = THREADS.count
        return _slices(n_row, n_thread if len(self._blocks) < n_thread else 1)

    def _cut(self, layout):
        """(block, first photo) of blocks that are small enough for the cache."""
        n_photo = self._n_photo
        channels = max(self._n_in * self._in_channels, self._n_out * self._out_channels)
        n_weight = (self._n_in * self._in_channels) * (
            self._n_out * self._out_channels)
        height = layout.height + layout.halo
        n_row = max(1, _BLOCK_NUMBERS // (channels * layout.row))
        # A halo of rows is read twice, and multiplied twice when there are taps on
        # the output: keep it a small part of the block.
        n_row = max(n_row, (8 if self._n_out > 1 else 2) * layout.halo)
        if n_weight > channels * height * layout.row * n_photo // 2:
            # Reading the filters again for each block would be the larger cost.
            n_row = n_photo * height
        if n_row < layout.height:
            n_row = -(-layout.height // -(-layout.height // n_row))
            blocks = [self._block(layout, 1, top, min(layout.height, top + n_row))
                      for top in range(0, layout.height, n_row)]
            return [(block, photo) for photo in range(n_photo) for block in blocks]
        step = min(n_photo, max(1, n_row // height))
        block = self._block(layout, step, 0, layout.height)
        blocks = [(block, photo) for photo in range(0, n_photo - step + 1, step)]
        rest = n_photo % step
        if rest:
            block = self._block(layout, rest, 0, layout.height)
            blocks.append((block, n_photo - rest))
        return blocks

    def _block(self, layout, n_photo, top, end):
        return Block(layout, n_photo, (top, end), self._dtype)


def _slices(total, count):
    step = -(-total // count)
    return [slice(i, min(total, i + step)) for i in range(0, total, step)]


def _add_product(a, b, out, first):
    """Adds the product of ``a`` and the transpose of ``b``, or writes the first one."""
    if first:
        multiply_transposed(a, b, out)
    else:
        product = scratch('product', out.shape, out.dtype)
        multiply_transposed(a, b, product)
        out += product
