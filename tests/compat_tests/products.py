import numpy as np


def products(x_shape, w_shape, stride, pad, dilate, groups, out_size):
    """Each product of a convolution: its places in result, input and filters."""
    n_out, n_in, *ksize = w_shape
    for n, o, *at in np.ndindex(x_shape[0], n_out, *out_size):
        first = o // (n_out // groups) * n_in
        for c, *tap in np.ndindex(n_in, *ksize):
            place = [a * stride - pad + t * dilate for a, t in zip(at, tap)]
            if all(0 <= p < size for p, size in zip(place, x_shape[2:])):
                yield (n, o, *at), (n, first + c, *place), (o, c, *tap)
