"""The blocks of Table II and the network that they make."""

from fashionseg.links.baseline_net import BaselineNet
from fashionseg.links.fashion_seg_net import FashionSegNet
from fashionseg.links.scores import Scores
from fashionseg.links.segmentation_net import SegmentationNet

__all__ = ['BaselineNet', 'FashionSegNet', 'Scores', 'SegmentationNet']
