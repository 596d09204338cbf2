"""Linear transforms of vectors, with the matrix written out."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.vectors import Vectors
from fashionseg.engines.winograd_kernels.matrices import MATRICES


@intrinsic(prefer_literal=True)
def transform(typing, name, source, start, step, target, to, stride):
    """Reads some vectors, multiplies them by a matrix and writes the products.

    Args:
        name (str): Of the matrix in
            :data:`fashionseg.engines.winograd_kernels.matrices.MATRICES`.
        source, target (numpy.ndarray): Contiguous, of one dtype.
        start, step (int): First place of the first vector that is read, and how far
            apart they are, counted as in a flat array.
        to, stride (int): The same of those that are written.
    """
    def generate(context, builder, signature, args):
        vectors = Vectors(context, builder, source.dtype)
        matrix = MATRICES[name.literal_value]
        first = vectors.at(vectors.pointer(source, args[1]), args[2])
        numbers = [vectors.load(vectors.at(first, builder.mul(
            args[3], vectors.integer(i)))) for i in range(matrix.shape[1])]
        first = vectors.at(vectors.pointer(target, args[4]), args[5])
        for k, row in enumerate(matrix):
            vectors.store(vectors.weighted_sum(row, numbers), vectors.at(
                first, builder.mul(args[6], vectors.integer(k))))
        return context.get_dummy_value()

    return types.void(name, source, types.intp, types.intp, target, types.intp,
                      types.intp), generate
