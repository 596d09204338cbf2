"""What a network keeps beside its weights."""

import chainer


def running_statistics(net):
    """The means and variances that batch normalization has seen.

    Args:
        net (chainer.Link): Network, or the chain that trains it.

    Returns:
        list of array: Floats, the network's own arrays, in the same order in every
        process; empty for A to H and U-Net.
    """
    values = [getattr(link, name) for link in net.links()
              for name in sorted(link._persistent)]
    return [value for value in values
            if isinstance(value, chainer.get_array_types()) and value.dtype.kind == 'f']
