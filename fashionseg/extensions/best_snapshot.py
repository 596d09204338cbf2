"""The weights of the best epoch."""

import json
import math
import os
import sys

import tqdm
from chainer.serializers import DictionarySerializer
from chainer.training import extension

from fashionseg.errors import UserError
from fashionseg.files import read_tensors, write_tensors

MEANS = 'miou', 'miou_plus'


class BestSnapshot(extension.Extension):
    """Keeps the network of the epoch with the best mIoU in ``best.safetensors``.

    A file that has gone or was damaged meanwhile is named in a note, when the run goes
    on and after each epoch. It is written again where the weights are at hand; else the
    next epoch is the best again.

    Args:
        net (chainer.Link): Network whose weights are written.
        card (dict): What the file says about itself, name -> str; ``record`` among it.
            ``scores`` is added: ``epoch``, ``miou`` and ``miou_plus`` as JSON.
        log (fashionseg.extensions.Log): The numbers of the epochs so far.
        key (str): Observation that decides. The first epoch that has it wins over all
            before, and NaN never does.
    """

    trigger = 1, 'epoch'
    # After the evaluator, which writes the observation.
    priority = extension.PRIORITY_READER
    default_name = 'best_snapshot'

    def __init__(self, net, card, log, key='evaluation/miou'):
        self._net = net
        self._card = card
        self._log = log
        self._key = key
        self._best = -1.0

    def initialize(self, trainer):
        """Looks at the file that an earlier part of the run has left."""
        fault = self._fault(trainer)
        if fault is None:
            return
        row = self._log.log[-1] if self._log.log else {}
        if (row.get('iteration'), row.get(self._key)) == (
                trainer.updater.iteration, self._best):
            self._write(trainer, row)
            _tell(f'{fault}; written again from the snapshot')
        else:
            self._lose(fault, trainer.updater.epoch + 1)

    def __call__(self, trainer):
        """Writes ``<trainer.out>/best.safetensors`` at a new best."""
        value = float(trainer.observation.get(self._key, math.nan))
        if value <= self._best:
            fault = self._fault(trainer)
            if fault is not None:
                self._lose(fault, trainer.updater.epoch)
        if value > self._best:
            self._write(trainer, trainer.observation)
            self._best = value

    def serialize(self, serializer):
        """Saves or loads the best value."""
        self._best = float(serializer('best', self._best))

    def _write(self, trainer, row):
        scores = {'epoch': trainer.updater.epoch}
        for mean in MEANS:
            score = float(row.get(f'evaluation/{mean}', math.nan))
            scores[mean] = score if math.isfinite(score) else None
        serializer = DictionarySerializer()
        serializer.save(self._net)
        write_tensors(_path(trainer), serializer.target,
                      {**self._card, 'scores': json.dumps(scores)})

    def _fault(self, trainer):
        """What is wrong with the file that was written; None if nothing is."""
        if self._best < 0:
            return None
        try:
            _, metadata = read_tensors(_path(trainer))
        except UserError as error:
            return str(error)
        if metadata.get('record') != self._card.get('record'):
            return f'{_path(trainer)} is of another run'
        return None

    def _lose(self, fault, epoch):
        self._best = -1.0
        _tell(f'{fault}; the best weights before epoch {epoch} are lost, and those of '
              'the best epoch from there on are kept')


def _path(trainer):
    return os.path.join(trainer.out, 'best.safetensors')


def _tell(words):
    tqdm.tqdm.write(f'note: {words}', file=sys.stderr)
