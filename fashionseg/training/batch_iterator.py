"""Endless batches of augmented photos."""

import collections
import concurrent.futures
import multiprocessing
import os
import signal
import threading
from concurrent.futures.process import BrokenProcessPool

import cv2
import numpy as np
from chainer.dataset import Iterator

from fashionseg.errors import UserError
from fashionseg.training.augmented_example import augmented_example

_worker_source = None  # (dataset, transform, seed) of this worker process


def _start_worker(*source):
    global _worker_source
    cv2.setNumThreads(0)  # OpenCV's threads and many processes fight for the cores
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker_source = source


def _end_with_parent():
    # Python's pool leaves its workers waiting for ever when the parent is killed.
    multiprocessing.parent_process().join()
    os._exit(1)


def _work(epoch, index):
    return augmented_example(*_worker_source, epoch, index)


class BatchIterator(Iterator):
    """Shuffled, augmented batches without end, the same for every worker count.

    The order of an epoch comes from (seed, epoch), the augmentation of a photo from
    (seed, epoch, photo). Batches always have ``batch_size`` photos: the last one of
    an epoch is filled up with the first photos of the next.

    An exception in a worker is raised by ``next`` and names the photo; a worker that
    died raises too. Nothing waits for ever.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): The training photos.
        transform (callable): ``(photo, label, rng) -> (x, t)``, picklable.
        batch_size (int): Photos in a batch, >= 1.
        seed (int): Seed of the run, >= 0.
        n_worker (int): Processes that prepare photos; 0 does it in this one.
        shard (tuple): ``(k, n)``: this iterator takes every n-th photo of each
            epoch's order, from the k-th. The n iterators of one run never meet, and
            each takes the same number (up to n - 1 photos an epoch are left out).
    """

    def __init__(self, dataset, transform, batch_size, seed, n_worker=0,
                 shard=(0, 1)):
        self.dataset = dataset
        self.batch_size = batch_size
        self._transform = transform
        self._seed = seed
        self._n_worker = n_worker
        self._shard = shard
        self._length = len(dataset) // shard[1]
        self._position = 0  # photos handed out so far
        self._previous = -1
        self._order = (None, None)  # epoch, photo indices
        self._pool = None
        self._ahead = collections.deque()  # futures of the next photos, in order
        if self._length < 1:
            raise UserError('{} training photos are too few for {} devices'.format(
                len(dataset), shard[1]))

    def next(self):
        """Returns a list of ``batch_size`` pairs (x, t)."""
        batch = [self._take(self._position + k) for k in range(self.batch_size)]
        self._previous = self._position
        self._position += self.batch_size
        return batch

    @property
    def epoch(self):
        """Number of finished epochs."""
        return self._position // self._length

    @property
    def epoch_detail(self):
        """Number of epochs, with the finished part of the running one."""
        return self._position / self._length

    @property
    def previous_epoch_detail(self):
        """``epoch_detail`` before the last batch; None before the first."""
        return None if self._previous < 0 else self._previous / self._length

    @property
    def is_new_epoch(self):
        """Whether the last batch ended an epoch."""
        return (self._previous >= 0
                and self._previous // self._length < self.epoch)

    def serialize(self, serializer):
        """Saves or loads the place in the stream of photos."""
        self._position = int(serializer('position', self._position))
        self._previous = int(serializer('previous', self._previous))
        self._ahead.clear()

    def finalize(self):
        """Ends the workers."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        self._ahead.clear()

    def __getstate__(self):
        return dict(self.__dict__, _pool=None, _ahead=collections.deque())

    def _locate(self, position):
        epoch, k = divmod(position, self._length)
        if self._order[0] != epoch:
            order = np.random.default_rng([self._seed, epoch]).permutation(
                len(self.dataset))
            self._order = (epoch, order[self._shard[0]::self._shard[1]])
        return epoch, int(self._order[1][k])

    def _take(self, position):
        if not self._n_worker:
            return augmented_example(
                self.dataset, self._transform, self._seed, *self._locate(position))
        if self._pool is None:
            self._pool = concurrent.futures.ProcessPoolExecutor(
                self._n_worker, multiprocessing.get_context('spawn'), _start_worker,
                (self.dataset, self._transform, self._seed))
        try:
            while len(self._ahead) < self.batch_size + 2 * self._n_worker:
                self._ahead.append(self._pool.submit(
                    _work, *self._locate(position + len(self._ahead))))
            return self._ahead.popleft().result()
        except BrokenProcessPool:
            raise UserError('a data worker died (out of memory?); use fewer workers '
                            'with --workers') from None
