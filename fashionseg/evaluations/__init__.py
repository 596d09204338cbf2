"""The metrics of Section IV-C. NumPy and cc3d only, no Chainer."""

from fashionseg.evaluations.photo_iou import photo_iou
from fashionseg.evaluations.photo_iou_plus import photo_iou_plus
from fashionseg.evaluations.segmentation_scores import SegmentationScores

__all__ = ['SegmentationScores', 'photo_iou', 'photo_iou_plus']
