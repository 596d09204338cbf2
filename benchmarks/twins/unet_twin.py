"""The U-Net of this project in PyTorch."""

import torch
from torch.nn import functional as F

from benchmarks.twins.guided_twin import TwinScores
from benchmarks.twins.make_layer import make_layer


class UNetTwin(torch.nn.Module):
    """U-Net with padded convolutions, see :class:`fashionseg.links.baselines.UNet`.

    Args:
        weights (dict): Path -> array, those of U-Net inside a
            :class:`~fashionseg.links.BaselineNet`, see
            :func:`~benchmarks.twins.make_layer.make_layer`.
    """

    def __init__(self, weights):
        super().__init__()
        self.net = _UNet(weights)

    def forward(self, x):
        """(N, 3, H, W) -> TwinScores with the segmentation at level 0 alone."""
        return TwinScores({0: self.net(x)}, {}, {})

    def segment(self, x):
        """(N, 3, H, W) -> labels (N, H, W)."""
        return self.net(x).argmax(1)


class _UNet(torch.nn.Module):

    def __init__(self, weights):
        super().__init__()
        self.down = torch.nn.ModuleList(
            _DoubleConvolution(weights, f'net/down/{i}') for i in range(5))
        self.up = torch.nn.ModuleList(
            _UpConvolution(weights, f'net/up/{i}') for i in range(4))
        self.score = make_layer(weights, 'net/score')

    def forward(self, x):
        levels = [self.down[0](x)]
        for block in self.down[1:]:
            levels.append(block(F.max_pool2d(levels[-1], 2)))
        x = levels.pop()
        for block in self.up:
            x = block(x, levels.pop())
        return self.score(x)


class _DoubleConvolution(torch.nn.Module):

    def __init__(self, weights, path):
        super().__init__()
        self.conv1 = make_layer(weights, f'{path}/conv1', pad=1)
        self.conv2 = make_layer(weights, f'{path}/conv2', pad=1)

    def forward(self, x):
        return F.relu(self.conv2(F.relu(self.conv1(x))))


class _UpConvolution(torch.nn.Module):

    def __init__(self, weights, path):
        super().__init__()
        self.up = make_layer(weights, f'{path}/up', stride=2, transposed=True)
        self.convs = _DoubleConvolution(weights, f'{path}/convs')

    def forward(self, x, skip):
        return self.convs(torch.cat((skip, self.up(x)), 1))
