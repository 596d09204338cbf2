"""What happens between epochs: evaluation, best weights, curves, progress."""

from fashionseg.extensions.best_snapshot import BestSnapshot
from fashionseg.extensions.curves import Curves
from fashionseg.extensions.evaluate import evaluate
from fashionseg.extensions.events import Events
from fashionseg.extensions.log import Log
from fashionseg.extensions.progress import Progress
from fashionseg.extensions.segmentation_evaluator import SegmentationEvaluator
from fashionseg.extensions.split_log_row import split_log_row
from fashionseg.extensions.time_estimate import TimeEstimate

__all__ = ['BestSnapshot', 'Curves', 'Events', 'Log', 'Progress',
           'SegmentationEvaluator', 'TimeEstimate', 'evaluate', 'split_log_row']
