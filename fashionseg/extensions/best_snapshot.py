"""The weights of the best epoch."""

import os

import chainer
from chainer.training import extension


class BestSnapshot(extension.Extension):
    """Keeps the network of the epoch with the best mIoU in ``best.npz``.

    Args:
        net (chainer.Link): Network whose weights are written.
        key (str): Observation that decides; NaN never wins.
    """

    trigger = 1, 'epoch'
    # After the evaluator, which writes the observation.
    priority = extension.PRIORITY_READER
    default_name = 'best_snapshot'

    def __init__(self, net, key='evaluation/miou'):
        self._net = net
        self._key = key
        self._best = -1.0

    def __call__(self, trainer):
        """Writes ``<trainer.out>/best.npz`` when the observation is a new best."""
        value = float(trainer.observation[self._key])
        if value > self._best:
            self._best = value
            path = os.path.join(trainer.out, 'best.npz')
            chainer.serializers.save_npz(path + '.tmp', self._net, compression=False)
            os.replace(path + '.tmp', path)

    def serialize(self, serializer):
        """Saves or loads the best value."""
        self._best = float(serializer('best', self._best))
