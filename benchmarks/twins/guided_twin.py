"""The network of the paper in PyTorch."""

from collections import namedtuple

import torch
from torch.nn import functional as F

from benchmarks.twins.make_layer import make_layer
from fashionseg.table_2 import TABLE_2, Conv

LEVELS = range(7)

TwinScores = namedtuple('TwinScores', 'segmentation reconstruction presence')


class GuidedTwin(torch.nn.Module):
    """Blocks A to E and L of Table II, written as PyTorch's users write them.

    Its children have the names of :class:`~fashionseg.links.FashionSegNet`, and it
    has the blocks that ``weights`` has: so it is the network of A to H at any width.

    Args:
        weights (dict): Path -> array, see
            :func:`~benchmarks.twins.make_layer.make_layer`.
    """

    def __init__(self, weights):
        super().__init__()
        for name in TABLE_2:
            block = name.lower()
            if f'{block}/0/W' in weights:
                layers = [layer for layer in TABLE_2[name].layers
                          if isinstance(layer, Conv)]
                self.add_module(block, torch.nn.ModuleList(
                    make_layer(weights, f'{block}/{i}', layer.stride, layer.pad)
                    for i, layer in enumerate(layers)))

    def forward(self, x):
        """(N, 3, 224, 224) -> TwinScores, all that the losses read.

        As :class:`~fashionseg.links.Scores`: dicts from level to scores before any
        activation.
        """
        e, c, up, presence = self._trunk(x)
        del presence[0]  # Eq. 7 starts at level 1
        segmentation = {i: self._segment(i, e, c, up) for i in self._levels('l')}
        reconstruction = {i: self._two('b', i, e[i - 1]) for i in self._levels('b')}
        return TwinScores(segmentation, reconstruction, presence)

    def segment(self, x):
        """(N, 3, 224, 224) -> labels (N, 224, 224), by L_0 alone."""
        e, c, up, _ = self._trunk(x)
        return self._segment(0, e, c, up).argmax(1)

    def _levels(self, letter):
        return [i for i in LEVELS if hasattr(self, f'{letter}{i}')]

    def _trunk(self, x):
        e, c, up, score = {-1: self._encode('a', x)}, {}, {}, {}
        for i in LEVELS:
            e[i] = self._encode(f'e{i}', e[i - 1])
            convolution, = getattr(self, f'c{i}')
            c[i] = _unpool(F.relu(convolution(e[i])), TABLE_2[f'C{i}'])
        for i in reversed(LEVELS):
            parts = e[6] if i == 6 else torch.cat((e[i], up[i + 1], c[i + 1]), 1)
            score[i] = self._two('d', i, parts)
            up[i] = _unpool(torch.sigmoid(score[i]), TABLE_2[f'D{i}'])
        return e, c, up, score

    def _segment(self, i, e, c, up):
        return self._two('l', i, torch.cat((c[i], up[i], e[i - 1]), 1))

    def _encode(self, block, x):
        for convolution in getattr(self, block):
            x = F.relu(convolution(x))
        return x

    def _two(self, letter, i, x):
        first, second = getattr(self, f'{letter}{i}')
        return second(F.relu(first(x)))


def _unpool(x, row):
    layer = row.layers[-1]
    x = F.interpolate(x, scale_factor=layer.ksize, mode='nearest')
    return x[:, :, layer.pad:layer.pad + row.size, layer.pad:layer.pad + row.size]
