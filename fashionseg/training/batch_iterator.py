"""Endless batches of augmented photos."""

import copy

import numpy as np
from chainer.dataset import Iterator

from fashionseg.errors import UserError
from fashionseg.snapshots import StopRequest
from fashionseg.table_2 import INPUT_SIZE
from fashionseg.training.augmented_example import augmented_example
from fashionseg.training.data_workers import DataWorkers


class BatchIterator(Iterator):
    """Shuffled, augmented batches without end, the same for every worker count.

    The order of an epoch comes from (seed, epoch), the augmentation of a photo from
    (seed, epoch, photo). Batches always have ``batch_size`` photos: the last one of
    an epoch is filled up with the first photos of the next.

    An exception in a worker is raised by ``next`` and names the photo; a worker that
    died or hangs raises too. Nothing waits for ever.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): The training photos.
        transform (callable): ``(photo, label, rng) -> (x, t)``, picklable.
        batch_size (int): Photos in a batch, >= 1.
        seed (int): Seed of the run, >= 0.
        n_worker (int): Processes that prepare photos; 0 does it in this one.
        shard (tuple): ``(k, n)``: n iterators give the batches of one iterator with n
            times the photos in a batch; this one takes every n-th photo of each such
            batch, from the k-th. The place in the stream is that of all together, so
            that a run goes on with any n as long as n times ``batch_size`` stays.

    Raises:
        UserError: Fewer photos than shards.
    """

    def __init__(self, dataset, transform, batch_size, seed, n_worker=0,
                 shard=(0, 1)):
        self.dataset = dataset
        self.batch_size = batch_size
        self._transform = transform
        self._seed = seed
        self._n_worker = n_worker
        self._shard = shard
        self._length = len(dataset)
        self._position = 0  # photos handed out so far, by all shards
        self._previous = -1
        self._order = (None, None)  # epoch, photo indices
        self._workers = None
        if self._length < 1:
            raise UserError('there are no photos for training; prepare the data set '
                            'again')

    def next(self):
        """Returns the next batch, as arrays that can be used without a copy.

        Returns:
            tuple: x (N, 3, 224, 224) float32 in [0, 1] and t (N, 224, 224) int32.
            With workers the next call overwrites them.
        """
        # The place in the stream moves after this.
        with StopRequest.at_once():
            batch = self._from_workers() if self._n_worker else self._made_here()
        self._previous = self._position
        self._position += self._step
        return batch

    def photo_ids(self, n_ago=0, shard=None):
        """Tells which photos were in a batch that was handed out.

        Args:
            n_ago (int): Batches that came after it, >= 0.
            shard (int): Whose batch of that time; None for this iterator's own.

        Returns:
            list of str: Their ids, in their order.
        """
        other = copy.copy(self)
        other._order = None, None
        if shard is not None:
            other._shard = shard, self._shard[1]
        return [self.dataset.ids[index] for _, index in other._places(-1 - n_ago)]

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
        self._move(int(serializer('position', self._position)),
                   int(serializer('previous', self._previous)))

    def go_to(self, other):
        """Moves to the place where another iterator of the same run is.

        Args:
            other (BatchIterator): Of another shard, or of this one.
        """
        self._move(other._position, other._previous)

    def finalize(self):
        """Ends the workers."""
        if self._workers is not None:
            self._workers.end()
            self._workers = None

    def _move(self, position, previous):
        self._previous = previous
        if position != self._position:
            self._position = position
            if self._workers is not None:
                self._workers.forget()

    def __getstate__(self):
        return dict(self.__dict__, _workers=None)

    @property
    def _step(self):
        """Photos in a batch of all shards."""
        return self.batch_size * self._shard[1]

    def _locate(self, position):
        epoch, k = divmod(position, self._length)
        if self._order[0] != epoch:
            order = np.random.default_rng([self._seed, epoch]).permutation(
                self._length)
            self._order = (epoch, order)
        return epoch, int(self._order[1][k])

    def _places(self, k):
        """Epoch and index of each photo of the k-th batch from now."""
        start = self._position + k * self._step
        shard, n_shard = self._shard
        return [self._locate(start + j)
                for j in range(shard, self._step, n_shard)]

    def _made_here(self):
        x = np.empty((self.batch_size, 3, INPUT_SIZE, INPUT_SIZE), np.float32)
        t = np.empty((self.batch_size, INPUT_SIZE, INPUT_SIZE), np.int32)
        for k, place in enumerate(self._places(0)):
            x[k], t[k] = augmented_example(
                self.dataset, self._transform, self._seed, *place)
        return x, t

    def _from_workers(self):
        if self._workers is None:
            self._workers = DataWorkers(
                self._n_worker, self.batch_size, self.dataset, self._transform,
                self._seed)
        return self._workers.take(self._places)
