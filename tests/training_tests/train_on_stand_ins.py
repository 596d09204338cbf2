"""``python -m tests.training_tests.train_on_stand_ins FAULT LONGEST_STEP N_WORKER``.

Trains on two stand-ins for GPUs until the second meets its fault, or for ever.
"""

import os
import signal
import sys

import fashionseg  # noqa: F401
import chainer
from chainer import training

from fashionseg.commands.run_command import run_command
from fashionseg.errors import UserError
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, ParallelGuidedUpdater)
from tests.training_tests.made_up_photos import Photos, TinyNet, draw
from tests.training_tests.stand_in_gpus import StandInDevice, install, wait_for_ever

FAULTLESS = 3  # photos


class Fault:
    """A transform that does something bad in its process, after a few photos."""

    def __init__(self, kind):
        self.kind = kind
        self.n_photo = 0
        self.factor = 1.

    def __call__(self, photo, label, rng):
        self.n_photo += 1
        if self.n_photo > FAULTLESS and self.kind != 'none':
            getattr(self, self.kind)()
        x, t = draw(photo, label, rng)
        return self.factor * x, t

    def killed(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def bad_photo(self):
        raise UserError('photo 7 is damaged;\nremove it')

    def not_a_number(self):
        self.factor = float('nan')

    def hangs(self):
        wait_for_ever()


class FaultyStart(Fault):
    """Cannot be unpickled."""

    def __reduce__(self):
        return os.open, ('/no such file', os.O_RDONLY)


class FaultyNet(TinyNet):
    """Has a bug that shows in another process."""

    def __init__(self):
        super().__init__()
        self._home = os.getpid()

    def forward(self, x):
        if os.getpid() != self._home:
            raise ZeroDivisionError('a bug\nof two lines')
        return super().forward(x)


@chainer.training.make_extension(trigger=(1, 'iteration'))
def tell(trainer):
    print(f'step {trainer.updater.iteration}', flush=True)


def main(fault, longest_step, n_worker):
    install(setattr)
    transform = FaultyStart(fault) if fault == 'start' else Fault(
        'none' if fault == 'bug' else fault)
    iterators = [
        BatchIterator(Photos(6), one, 1, 0, int(n_worker), shard=(k, 2))
        for k, one in enumerate((draw, transform))]
    net = FaultyNet() if fault == 'bug' else TinyNet()
    optimizer = chainer.optimizers.Adam().setup(GuidedTrainChain(net))
    updater = ParallelGuidedUpdater(
        iterators, optimizer, [StandInDevice(k) for k in range(2)],
        float(longest_step))
    trainer = training.Trainer(updater, (10 ** 9, 'iteration'))
    trainer.extend(tell)
    return run_command(trainer.run, False)


if __name__ == '__main__':
    # Under their own name its classes can be unpickled in another process.
    from tests.training_tests import train_on_stand_ins
    sys.exit(train_on_stand_ins.main(*sys.argv[1:]))
