"""What happens between epochs: evaluation, snapshots, curves, progress."""

from fashionseg.extensions.best_snapshot import BestSnapshot
from fashionseg.extensions.curves import Curves
from fashionseg.extensions.evaluate import evaluate
from fashionseg.extensions.fail_on_non_number import FailOnNonNumber
from fashionseg.extensions.progress import Progress
from fashionseg.extensions.segmentation_evaluator import SegmentationEvaluator

__all__ = ['BestSnapshot', 'Curves', 'FailOnNonNumber', 'Progress',
           'SegmentationEvaluator', 'evaluate']
