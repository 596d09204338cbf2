"""A small run of configuration A under mpiexec, with an accident on request.

ACCIDENT=<rank>:<iteration>:<what> in the environment: 'stop' sends this process
SIGTERM, 'bug' raises what nobody expects.
"""

import os
import signal
import sys

import fashionseg  # before chainer  # noqa: F401
from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES
from fashionseg.training import BatchIterator

PROFILES['quick'] = PROFILES['quick']._replace(
    width=1 / 32, n_epoch=1, batch_size=6, n_train=12, n_eval=5, n_worker=0)


def stop():
    os.kill(os.getpid(), signal.SIGTERM)


def bug():
    raise ZeroDivisionError('a bug')


if __name__ == '__main__':
    if 'ACCIDENT' in os.environ:
        rank, iteration, what = os.environ['ACCIDENT'].split(':')
        take, left = BatchIterator.next, [int(iteration)]

        def next_batch(self):
            left[0] -= 1
            if left[0] == 0 and self._shard[0] == int(rank):
                globals()[what]()
            return take(self)

        BatchIterator.next = next_batch
    sys.exit(main(['train', 'A', *sys.argv[1:]]))
