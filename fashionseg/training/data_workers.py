"""Processes that prepare photos."""

import concurrent.futures
import multiprocessing
import signal
from concurrent.futures.process import BrokenProcessPool

import cv2

from fashionseg.datasets.end_with_parent import end_with_parent
from fashionseg.engines.keep_memory import keep_memory
from fashionseg.errors import UserError
from fashionseg.training.augmented_example import augmented_example
from fashionseg.training.shared_batches import SharedBatches

_source = None  # (dataset, transform, seed) of this worker process
_batches = None


def _start(batches, *source):
    global _batches, _source
    cv2.setNumThreads(0)  # OpenCV's threads and many processes fight for the cores
    keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    end_with_parent()
    _batches, _source = batches, source


def _fill(buffer, first, places):
    for k, place in enumerate(places, first):
        _batches.x[buffer, k], _batches.t[buffer, k] = augmented_example(
            *_source, *place)


class DataWorkers:
    """Fills batches ahead of their use, in order, in processes of its own.

    Args:
        n_worker (int): Processes, >= 1.
        batch_size (int): Photos in a batch.
        n_ahead (int): Batches in preparation while one is in use, >= 1.
        dataset, transform, seed: See
            :func:`fashionseg.training.augmented_example.augmented_example`.
    """

    def __init__(self, n_worker, batch_size, n_ahead, dataset, transform, seed):
        self._batches = SharedBatches(n_ahead + 1, batch_size)
        self._pool = concurrent.futures.ProcessPoolExecutor(
            n_worker, multiprocessing.get_context('spawn'), _start,
            (self._batches, dataset, transform, seed))
        self._n_buffer = n_ahead + 1
        self._share = -(-batch_size // n_worker)  # photos of a batch for one worker
        self._n_begun = 0
        self._pending = []  # futures of each batch not handed out, in order

    def take(self, photos):
        """Hands out the next batch.

        Args:
            photos (callable): From a number k to the ``(epoch, index)`` of each photo
                of the k-th batch from now. Batches begun earlier are not asked for
                again.

        Returns:
            tuple: x and t, overwritten after the next call.

        Raises:
            UserError: A worker died, or a photo cannot be used.
            RuntimeError: The transform failed; the message names the photo.
        """
        try:
            while len(self._pending) < self._n_buffer:
                places = photos(len(self._pending))
                self._pending.append([
                    self._pool.submit(_fill, self._n_begun % self._n_buffer, first,
                                      places[first:first + self._share])
                    for first in range(0, len(places), self._share)])
                self._n_begun += 1
            buffer = self._n_begun % self._n_buffer  # the oldest
            for future in self._pending[0]:
                future.result()
        except BrokenProcessPool:
            raise UserError('a data worker died (out of memory?); use fewer workers '
                            'with --workers') from None
        self._pending.pop(0)
        return self._batches.x[buffer], self._batches.t[buffer]

    def forget(self):
        """Drops the batches in preparation; ``take`` begins anew."""
        futures = [future for batch in self._pending for future in batch]
        for future in futures:
            future.cancel()
        # A worker may still be writing into a buffer that is about to be reused.
        concurrent.futures.wait(futures)
        self._pending.clear()

    def end(self):
        """Ends the processes; those at work finish their photo first."""
        self._pool.shutdown(wait=False, cancel_futures=True)
