"""The same architecture with fewer filters."""

import chainer.links as L

# The photo's channels and the classes: the two counts that are not filters.
N_IN, N_OUT = 3, 14


def narrow(link, divisor):
    """Divide every filter count of a freshly built network in place.

    Counts of 3 and 14, the photo's channels and the classes, stay. A first layer
    that waits for its input gets 3 channels. The weights are drawn anew from each
    layer's own initializer, so that their scale fits the new size.

    Args:
        link (chainer.Link): Network of convolutions, deconvolutions and batch
            normalizations, on the CPU.
        divisor (int): 1 leaves all counts as they are.

    Returns:
        chainer.Link: ``link``.

    Raises:
        ValueError: A count is not a multiple of ``divisor``, or a layer is of
            another kind.
    """
    leaves = [leaf for leaf in link.links()
              if list(leaf.params(include_uninit=True))
              and not list(leaf.children())]
    # All checks before any change: a refused network stays whole.
    resized = [(leaf, _sizes(leaf, divisor)) for leaf in leaves]
    for leaf, sizes in resized:
        if isinstance(leaf, L.BatchNormalization):
            _resize_normalization(leaf, *sizes)
        elif divisor > 1 or leaf.W.array is None:
            _resize_convolution(leaf, *sizes)
    return link


def _sizes(leaf, divisor):
    if isinstance(leaf, L.BatchNormalization):
        return _divide(leaf.avg_mean.size, divisor),
    if isinstance(leaf, L.Convolution2D):
        n_in, n_out = leaf.in_channels or N_IN, leaf.out_channels
    elif isinstance(leaf, L.Deconvolution2D):
        n_in, n_out = leaf.W.shape[0], leaf.out_channels
    else:
        raise ValueError(f'a {type(leaf).__name__} cannot be made narrower')
    groups = leaf.groups if leaf.groups == 1 else _divide(leaf.groups, divisor)
    return _divide(n_in, divisor), _divide(n_out, divisor), groups


def _divide(count, divisor):
    if count in (N_IN, N_OUT):
        return count
    if divisor < 1 or count % divisor:
        raise ValueError('{} filters cannot be divided by {}: choose a divisor of '
                         'every filter count'.format(count, divisor))
    return count // divisor


def _resize_normalization(leaf, size):
    leaf.avg_mean = leaf.avg_mean[:size].copy()
    leaf.avg_var = leaf.avg_var[:size].copy()
    for parameter in leaf.params():
        parameter.initialize((size,))


def _resize_convolution(leaf, in_channels, out_channels, groups):
    ksize = leaf.ksize if isinstance(leaf.ksize, tuple) else (leaf.ksize,) * 2
    leaf.out_channels, leaf.groups = out_channels, groups
    if isinstance(leaf, L.Deconvolution2D):
        leaf.W.initialize((in_channels, out_channels // groups) + ksize)
    else:
        leaf.in_channels = in_channels
        leaf.W.initialize((out_channels, in_channels // groups) + ksize)
    if leaf.b is not None:
        leaf.b.initialize((out_channels,))
