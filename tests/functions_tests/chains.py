"""Made-up chains of convolutions, for several tests."""

import chainer
import numpy as np

from fashionseg.functions.convolution_chain import convolution_chain
from fashionseg.functions.doubled import Doubled

# Name -> parts as (channels, side, is it doubled), layers as (filters, kernel,
# stride, pad), and whether a ReLU ends the chain.
CHAINS = {
    'encoder': ([(3, 12, False)], [(4, 4, 2, 1), (8, 3, 1, 1), (4, 1, 1, 0)], True),
    'third': ([(5, 7, False)], [(4, 3, 3, 1), (6, 3, 1, 1)], True),
    'upscale': ([(5, 6, False)], [(4, 3, 1, 1)], True),
    'decoder': ([(6, 8, False), (3, 4, True), (4, 4, True)],
                [(8, 3, 1, 1), (5, 3, 1, 1)], False),
    'segmentation': ([(4, 4, True), (3, 4, True), (6, 8, False)],
                     [(8, 3, 1, 1), (5, 3, 1, 1)], False),
    'mixed': ([(2, 6, False), (3, 3, True), (4, 6, False), (2, 3, True)],
              [(4, 3, 1, 1)], True),
    'joined': ([(2, 5, False), (3, 5, False)], [(4, 3, 1, 1), (2, 1, 1, 0)], True),
    'one pixel': ([(3, 2, False), (4, 1, True)], [(4, 3, 1, 1)], False),
    # More weights than pixels.
    'deep': ([(40, 2, False)], [(50, 3, 1, 1), (30, 1, 1, 0)], True),
}


def arrays(name, dtype, n=2):
    """The parts, and weights and biases in turn."""
    random = np.random.RandomState(0)
    parts, layers, _ = CHAINS[name]
    made = [random.randn(n, channels, side, side) for channels, side, _ in parts]
    in_channels = sum(channels for channels, _, _ in parts)
    for filters, ksize, _, _ in layers:
        shape = filters, in_channels, ksize, ksize
        made += [random.randn(*shape) / (ksize * in_channels ** .5),
                 random.randn(filters) / 2]
        in_channels = filters
    return [array.astype(dtype) for array in made]


def run(name, *variables):
    """The chain as a function of what :func:`arrays` makes."""
    parts, layers, last_relu = CHAINS[name]
    variables = [chainer.as_variable(v) for v in variables]
    joined = [Doubled(v) if is_doubled else v
              for v, (_, _, is_doubled) in zip(variables, parts)]
    weights = variables[len(parts):]
    return convolution_chain(
        joined, [(weights[2 * k], weights[2 * k + 1], (stride, stride), (pad, pad))
                 for k, (_, _, stride, pad) in enumerate(layers)], last_relu)
