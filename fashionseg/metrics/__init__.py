"""The metrics of Section IV-C, for label maps of any program.

::

    from fashionseg.metrics import SegmentationScores

    scores = SegmentationScores(n_class=21, ignore_label=255)
    for truth, prediction in pairs:  # integer arrays (H, W)
        scores.update(truth, prediction)
    print(scores.compute()['miou_plus'])

NumPy, Numba, Pillow and cc3d only, no Chainer.
"""

from fashionseg.metrics.photo_iou import photo_iou
from fashionseg.metrics.photo_iou_plus import photo_iou_plus
from fashionseg.metrics.read_label_map import read_label_map
from fashionseg.metrics.score_folders import score_folders
from fashionseg.metrics.score_labels import score_labels
from fashionseg.metrics.segmentation_scores import SegmentationScores

__all__ = ['SegmentationScores', 'photo_iou', 'photo_iou_plus', 'read_label_map',
           'score_folders', 'score_labels']
