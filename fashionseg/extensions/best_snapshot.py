"""The weights of the best epoch."""

import json
import math
import os

from chainer.serializers import DictionarySerializer
from chainer.training import extension

from fashionseg.files import write_tensors

MEANS = 'miou', 'miou_plus'


class BestSnapshot(extension.Extension):
    """Keeps the network of the epoch with the best mIoU in ``best.safetensors``.

    Args:
        net (chainer.Link): Network whose weights are written.
        card (dict): What the file says about itself, name -> str; ``scores`` is added:
            ``epoch``, ``miou`` and ``miou_plus`` as JSON.
        key (str): Observation that decides. The first epoch that has it wins over all
            before, and NaN never does.
    """

    trigger = 1, 'epoch'
    # After the evaluator, which writes the observation.
    priority = extension.PRIORITY_READER
    default_name = 'best_snapshot'

    def __init__(self, net, card, key='evaluation/miou'):
        self._net = net
        self._card = card
        self._key = key
        self._best = -1.0

    def __call__(self, trainer):
        """Writes ``<trainer.out>/best.safetensors`` at a new best."""
        value = float(trainer.observation.get(self._key, math.nan))
        if value > self._best:
            scores = {'epoch': trainer.updater.epoch}
            for mean in MEANS:
                score = float(trainer.observation.get(f'evaluation/{mean}', math.nan))
                scores[mean] = score if math.isfinite(score) else None
            serializer = DictionarySerializer()
            serializer.save(self._net)
            write_tensors(
                os.path.join(trainer.out, 'best.safetensors'), serializer.target,
                {**self._card, 'scores': json.dumps(scores)})
            self._best = value

    def serialize(self, serializer):
        """Saves or loads the best value."""
        self._best = float(serializer('best', self._best))
