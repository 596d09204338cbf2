"""Memory for batches that several processes fill."""

import ctypes
import multiprocessing

import numpy as np

from fashionseg.table_2 import INPUT_SIZE


class SharedBatches:
    """Buffers for batches of photos and labels, shared with the data workers.

    The memory has no name: it goes with the last process that knows it, however the
    processes end. It reaches a worker as an argument of its start.

    Args:
        n_buffer (int): Batches that there is room for.
        batch_size (int): Photos in a batch.

    Attributes:
        x (numpy.ndarray): (n_buffer, batch_size, 3, 224, 224) float32.
        t (numpy.ndarray): (n_buffer, batch_size, 224, 224) int32.
    """

    def __init__(self, n_buffer, batch_size):
        context = multiprocessing.get_context('spawn')
        n_pixel = n_buffer * batch_size * INPUT_SIZE ** 2
        self._attach(n_buffer, batch_size,
                     context.RawArray(ctypes.c_float, 3 * n_pixel),
                     context.RawArray(ctypes.c_int32, n_pixel))

    @staticmethod
    def n_byte(n_buffer, batch_size):
        """int: Bytes of so much room, see the class."""
        n_pixel = n_buffer * batch_size * INPUT_SIZE ** 2
        return n_pixel * (3 * ctypes.sizeof(ctypes.c_float)
                          + ctypes.sizeof(ctypes.c_int32))

    def __getstate__(self):
        return self._state

    def __setstate__(self, state):
        self._attach(*state)

    def _attach(self, *state):
        self._state = state
        n_buffer, batch_size, x, t = state
        side = INPUT_SIZE, INPUT_SIZE
        self.x = np.frombuffer(x, np.float32).reshape(n_buffer, batch_size, 3, *side)
        self.t = np.frombuffer(t, np.int32).reshape(n_buffer, batch_size, *side)
