"""Square blocks of numbers in registers, rows to columns."""

from llvmlite import ir


def transpose_rows(builder, rows):
    """Writes the instructions.

    Args:
        builder: llvmlite's.
        rows (list): Vectors of LLVM's, as many as each has lanes, a power of two.

    Returns:
        list: The columns.
    """
    rows, n = list(rows), len(rows)
    # Halves of pairs of rows change places: of half the rows, a quarter, ...
    size = n // 2
    while size:
        for i in range(n):
            if i & size:
                continue
            one, other = rows[i], rows[i + size]
            for k, half in ((i, 0), (i + size, size)):
                lanes = [(j & ~size) + half + (n if j & size else 0) for j in range(n)]
                rows[k] = builder.shuffle_vector(one, other, ir.Constant(
                    ir.VectorType(ir.IntType(32), n), lanes))
        size //= 2
    return rows
