"""Evaluation after every epoch."""

import chainer
from chainer.training import extension

from fashionseg.extensions.evaluate import evaluate
from fashionseg.processes import Processes
from fashionseg.snapshots import StopRequest

MEANS = ('miou', 'miou_plus', 'pooled_miou')
PER_CLASS = ('iou', 'iou_plus', 'pooled_iou')


class SegmentationEvaluator(extension.Extension):
    """Reports mIoU, mIoU+ and pooled mIoU, and all three for each class.

    Keys: ``evaluation/miou`` (Eq. 10), ``evaluation/miou_plus`` (Eq. 14),
    ``evaluation/pooled_miou``; ``evaluation/iou/<class>`` (Eq. 9),
    ``evaluation/iou_plus/<class>`` (Eq. 13), ``evaluation/pooled_iou/<class>``. A
    class that appears nowhere has no entry.

    Args:
        net (fashionseg.links.SegmentationNet): Network to evaluate.
        dataset (fashionseg.datasets.PreparedDataset): Evaluation photos.
        batch_size (int): Photos predicted together.
        connectivity (int): 4 or 8, what is one piece in mIoU+.
        absent (str): 'left-out' or 'one', a class in neither map of a photo.
        prepare (callable): Network -> what :func:`~fashionseg.extensions.evaluate`
            calls ``segment``, asked anew after each epoch, since the weights have
            changed; None takes the network's own.
        processes (fashionseg.processes.Processes): Those that share the photos; all
            report the same.
    """

    trigger = 1, 'epoch'
    priority = extension.PRIORITY_WRITER
    default_name = 'evaluation'

    def __init__(self, net, dataset, batch_size=4, connectivity=4,
                 absent='left-out', prepare=None, processes=Processes()):
        self._net = net
        self._prepare = prepare or (lambda net: net.segment)
        self._dataset = dataset
        self._options = {'batch_size': batch_size, 'connectivity': connectivity,
                         'absent': absent, 'processes': processes}

    def __call__(self, trainer=None):
        """Evaluates, reports, and returns the scores (a dict of the keys above)."""
        # It changes nothing, so that it can be left in the middle.
        with StopRequest.at_once():
            scores = evaluate(
                self._prepare(self._net), self._dataset, **self._options)
        observation = {name: scores[name] for name in MEANS}
        for name in PER_CLASS:
            observation.update(
                (f'{name}/{class_name}', value)
                for class_name, value in scores[name].items() if value is not None)
        observation = {'evaluation/' + key: v for key, v in observation.items()
                       if v is not None}
        chainer.report(observation)
        return observation
