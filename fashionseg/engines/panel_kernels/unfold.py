"""A map as a matrix, with a column for each place that filters meet."""

from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def unfold(x, first, end, ksize, out_size, stride, pad, dilate, columns, n_column):
    """Writes some channels of a map, once per tap.

    Args:
        x (numpy.ndarray): (N, C, H, W).
        first, end (int): The channels.
        ksize, out_size, stride, pad, dilate (tuple of int): Each as (y, x).
        columns (numpy.ndarray): Flat, (C, kh, kw, n_column): of each photo the places
            of the result, then zeros.
        n_column (int): As many at least as there are places of all photos.
    """
    height, width = x.shape[2:]
    to = first * ksize[0] * ksize[1] * n_column
    for c in range(first, end):
        for k in range(ksize[0]):
            for m in range(ksize[1]):
                place = to
                for n in range(len(x)):
                    for i in range(out_size[0]):
                        y = i * stride[0] + k * dilate[0] - pad[0]
                        is_inside = 0 <= y < height
                        for j in range(out_size[1]):
                            z = j * stride[1] + m * dilate[1] - pad[1]
                            if is_inside and 0 <= z < width:
                                columns[place + j] = x[n, c, y, z]
                            else:
                                columns[place + j] = 0
                        place += out_size[1]
                to += n_column
                for rest in range(place, to):
                    columns[rest] = 0
