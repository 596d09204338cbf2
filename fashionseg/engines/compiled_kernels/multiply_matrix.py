"""Products of matrices as they lie."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import (
    N_REGISTER, VECTOR_BYTES, Vectors)

# Rows of a tile of the product, whose sums stay in registers, and its registers a row.
N_ROW, _WIDE = 6, 4 if N_REGISTER == 32 else 2


@compiled
def multiply_matrix(a, start, row, step, b, first, depth, product, to, n_row,
                    n_column, onto):
    """Multiplies a matrix (rows, depth) by one (depth, columns).

    BLAS would copy each of them first, which costs as much where they are this small.

    Args:
        a (numpy.ndarray): Flat, begins at ``start``, its rows after every ``row`` and
            the numbers of a row after every ``step`` ones. As many rows as the product
            has can be read.
        b (numpy.ndarray): Flat, begins at ``first``, row after row.
        depth (int): At least 1.
        product (numpy.ndarray): Flat, gets the product at ``to``, row after row.
        n_row (int): A multiple of ``N_ROW``.
        n_column (int): A multiple of two registers.
        onto (bool): Whether the product is added to what is there.
    """
    n_lane = VECTOR_BYTES // a.itemsize
    for i in range(0, n_row, N_ROW):
        begin, j = start + i * row, 0
        while j < n_column:
            place = to + i * n_column + j
            if _WIDE == 4 and n_column - j >= 4 * n_lane:
                _multiply_tile(4, a, begin, row, step, b, first + j, depth, product,
                               place, n_column, onto)
                j += 4 * n_lane
            else:
                _multiply_tile(2, a, begin, row, step, b, first + j, depth, product,
                               place, n_column, onto)
                j += 2 * n_lane


@intrinsic(prefer_literal=True)
def _multiply_tile(typing, n_vector, a, start, row, step, b, first, depth, product, to,
                   n_column, onto):
    """``N_ROW`` rows of a product and some vectors of their columns."""
    def generate(context, builder, signature, args):
        vectors = Vectors(context, builder, a.dtype)
        _, _, start, row, step, _, first, depth, _, to, n_column, onto = args
        columns = [v * vectors.n_lane for v in range(n_vector.literal_value)]
        lefts = [vectors.at(vectors.pointer(a, args[1]), start, builder.mul(
            row, vectors.integer(i))) for i in range(N_ROW)]
        right = vectors.at(vectors.pointer(b, args[5]), first)
        places = [vectors.at(vectors.pointer(product, args[8]), to, builder.mul(
            n_column, vectors.integer(i)), c) for i in range(N_ROW) for c in columns]
        # Not seen coming by the processor where the numbers of a row lie far apart.
        ahead = builder.mul(step, vectors.integer(16))

        def add(p, sums):
            line = vectors.at(right, builder.mul(p, n_column))
            line = [vectors.load(vectors.at(line, c)) for c in columns]
            place = builder.mul(p, step)
            vectors.fetch(vectors.at(lefts[0], place, ahead))
            weights = [vectors.spread(builder.load(vectors.at(left, place)))
                       for left in lefts for _ in columns]
            return [vectors.add_product(*numbers)
                    for numbers in zip(sums, weights, line * N_ROW)]

        sums = [builder.select(onto, vectors.load(place), vectors.zeros())
                for place in places]
        for total, place in zip(vectors.loop(depth, 1, sums, add), places):
            vectors.store(total, place)
        return context.get_dummy_value()

    intp = types.intp
    return types.void(n_vector, a, intp, intp, intp, b, intp, intp, product, intp,
                      intp, types.boolean), generate
