"""Processes that prepare photos."""

from functools import partial

import cv2

from fashionseg.datasets.worker_pool import WorkerPool
from fashionseg.engines.keep_memory import keep_memory
from fashionseg.training.augmented_example import augmented_example
from fashionseg.training.photo_name import photo_name
from fashionseg.training.shared_batches import SharedBatches


class DataWorkers:
    """Fills batches ahead of their use, in order, in processes of its own.

    Args:
        n_worker (int): Processes, >= 1.
        batch_size (int): Photos in a batch.
        dataset, transform, seed: See
            :func:`fashionseg.training.augmented_example.augmented_example`.
    """

    def __init__(self, n_worker, batch_size, dataset, transform, seed):
        self._n_buffer = _n_buffer(n_worker, batch_size)
        self._batches = SharedBatches(self._n_buffer, batch_size)
        self._share = -(-batch_size // n_worker)  # photos of a batch for one worker
        self._n_begun = 0
        self._pending = []  # numbers of the lists of each batch not handed out
        self._pool = WorkerPool(
            n_worker, partial(_fill, self._batches, (dataset, transform, seed)),
            partial(_name, dataset), 'a data worker',
            'if memory ran out, use fewer with --workers',
            n_ahead=self._n_buffer * batch_size, start=_settle)

    @staticmethod
    def n_byte(n_worker, batch_size):
        """Memory that so many workers share for batches.

        Args:
            n_worker (int): Processes, >= 1.
            batch_size (int): Photos in a batch.

        Returns:
            int: Bytes.
        """
        return SharedBatches.n_byte(_n_buffer(n_worker, batch_size), batch_size)

    def take(self, photos):
        """Hands out the next batch.

        Args:
            photos (callable): From a number k to the ``(epoch, index)`` of each photo
                of the k-th batch from now. Batches begun earlier are not asked for
                again.

        Returns:
            tuple: x and t, overwritten after the next call.

        Raises:
            UserError: A worker died or hangs, or a photo cannot be used; the message
                names the photo.
        """
        while len(self._pending) < self._n_buffer:
            buffer = self._n_begun % self._n_buffer
            items = [(buffer, k, *place)
                     for k, place in enumerate(photos(len(self._pending)))]
            self._pending.append([
                self._pool.submit(items[first:first + self._share])
                for first in range(0, len(items), self._share)])
            self._n_begun += 1
        buffer = self._n_begun % self._n_buffer  # the oldest
        for number in self._pending[0]:
            self._pool.results(number)
        self._pending.pop(0)
        return self._batches.x[buffer], self._batches.t[buffer]

    def forget(self):
        """Drops the batches in preparation; ``take`` begins anew."""
        # A worker may still be writing into a buffer that is about to be reused.
        for batch in self._pending:
            for number in batch:
                self._pool.results(number)
        self._pending.clear()

    def end(self):
        """Ends the processes, whatever they are at."""
        self._pool.end()


def _n_buffer(n_worker, batch_size):
    # One batch is in use. Two photos for each worker keep all of them busy, and a
    # batch more than the one that is waited for.
    return 1 + max(2, -(-2 * n_worker // batch_size))


def _settle():
    cv2.setNumThreads(0)  # OpenCV's threads and many processes fight for the cores
    keep_memory()


def _fill(batches, source, item):
    buffer, k, *place = item
    batches.x[buffer, k], batches.t[buffer, k] = augmented_example(*source, *place)


def _name(dataset, item):
    return photo_name(dataset, item[-1])
