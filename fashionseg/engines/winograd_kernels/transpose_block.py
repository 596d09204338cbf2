"""Square blocks of numbers, rows to columns."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.transpose_rows import transpose_rows
from fashionseg.engines.compiled_kernels.vectors import Vectors


@intrinsic
def transpose_block(typing, source, start, step, target, to, stride):
    """Transposes a block as wide and high as a register has lanes.

    Args:
        source, target (numpy.ndarray): Contiguous, of one dtype.
        start, step (int): First place of the first row that is read, and how far
            apart the rows are, counted as in a flat array.
        to, stride (int): The same of the rows that are written.
    """
    def generate(context, builder, signature, args):
        vectors = Vectors(context, builder, source.dtype)
        n = vectors.n_lane
        first = vectors.at(vectors.pointer(source, args[0]), args[1])
        rows = [vectors.load(vectors.at(first, builder.mul(
            args[2], vectors.integer(i)))) for i in range(n)]
        first = vectors.at(vectors.pointer(target, args[3]), args[4])
        for i, row in enumerate(transpose_rows(builder, rows)):
            vectors.store(row, vectors.at(
                first, builder.mul(args[5], vectors.integer(i))))
        return context.get_dummy_value()

    return types.void(source, types.intp, types.intp, target, types.intp,
                      types.intp), generate
