"""A network of other authors under the contract of this project."""

from fashionseg.links.scores import Scores
from fashionseg.links.segmentation_net import SegmentationNet


class BaselineNet(SegmentationNet):
    """Wraps a Link from photos to class scores; it has no auxiliary outputs.

    Args:
        net (chainer.Link): (N, 3, 224, 224) float in [0, 1] -> Variable
            (N, 14, 224, 224), scores before the softmax. Child ``net``.
    """

    def __init__(self, net):
        super().__init__()
        with self.init_scope():
            self.net = net

    def forward(self, x):
        """x (N, 3, 224, 224) -> :class:`~fashionseg.links.Scores`, one map alone."""
        return Scores({0: self.segmentation_scores(x)}, {}, {})

    def segmentation_scores(self, x):
        """x (N, 3, 224, 224) -> Variable (N, 14, 224, 224), before the softmax."""
        self.check_input(x)
        return self.net(x)
