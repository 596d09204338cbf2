"""Products of matrices, one for each number of a tile."""

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.multiply_matrix import multiply_matrix
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER


@compiled
def multiply_numbers(a, plane, row, step, b, depth, product, n_row, n_column, onto):
    """Multiplies 36 matrices (rows, depth) by as many (depth, columns).

    Args:
        a (numpy.ndarray): Flat, a matrix after every ``plane`` numbers.
        b (numpy.ndarray): Flat, 36 matrices end to end.
        product (numpy.ndarray): Flat, gets 36 matrices end to end.
        row, step, depth, n_row, n_column (int): As in :func:`~fashionseg.engines.\
compiled_kernels.multiply_matrix.multiply_matrix`.
        onto (bool): Likewise.
    """
    for k in range(N_NUMBER ** 2):
        multiply_matrix(a, k * plane, row, step, b, k * depth * n_column, depth,
                        product, k * n_row * n_column, n_row, n_column, onto)
