"""The product of a map and the filters of some outputs."""

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.multiply_matrix import multiply_matrix

# Filters of so many channels and taps stay in the cache while all places pass by.
_DEPTH = 1024


@compiled
def multiply_panel(columns, n_column, panels, k, sums, y, b, onto, floor):
    """Convolves a map by the filters of one panel.

    Args:
        columns (numpy.ndarray): Flat, (C kh kw, n_column), see
            :func:`~fashionseg.engines.panel_kernels.unfold.unfold`.
        n_column (int): A multiple of the rows of a product's tile.
        panels (numpy.ndarray): See
            :func:`~fashionseg.engines.panel_kernels.lay_out_filters.lay_out_filters`.
        k (int): The panel.
        sums (numpy.ndarray): Flat, for n_column x the panel's outputs.
        y (numpy.ndarray): (N, O, H', W'), contiguous, gets the result.
        b (numpy.ndarray): (O,), is added.
        onto (bool): Whether what is in y is added, too.
        floor (float): Sums below it become it.
    """
    depth, wide = panels.shape[1:]
    filters = panels.reshape(-1)
    for top in range(0, depth, _DEPTH):
        multiply_matrix(columns, top * n_column, 1, n_column, filters,
                        (k * depth + top) * wide, min(_DEPTH, depth - top), sums, 0,
                        n_column, wide, top > 0)
    n_place = y.shape[2] * y.shape[3]
    flat = y.reshape(len(y), y.shape[1], n_place)
    first = k * wide
    for n in range(len(y)):
        for p in range(n_place):
            start = (n * n_place + p) * wide - first
            for o in range(first, min(first + wide, y.shape[1])):
                total = sums[start + o] + b[o]
                if onto:
                    total += flat[n, o, p]
                # What is no number stays.
                flat[n, o, p] = floor if floor > total else total
