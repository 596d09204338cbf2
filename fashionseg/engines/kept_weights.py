"""What kernels make of weights, kept as long as the weights stay as they are."""

import contextlib
import threading

import numpy as np

_thread = threading.local()


class KeptWeights:
    """Lets kernels lay out filters once and not in each call.

    ::

        kept = KeptWeights(net.params())
        with kept.in_use():
            ...  # any number of times; nobody changes the weights

    Args:
        params (iterable of chainer.Parameter): The weights that stay as they are. What
            is made of other arrays is made each time.
    """

    def __init__(self, params):
        self._arrays = [param.array for param in params]  # whose ids stay theirs
        self._constant = {id(_owner(array)) for array in self._arrays}
        self._made = {}

    @contextlib.contextmanager
    def in_use(self):
        """While it is entered, it serves what this thread computes."""
        before = getattr(_thread, 'kept', None)
        _thread.kept = self
        try:
            yield
        finally:
            _thread.kept = before

    @staticmethod
    def make_once(name, w, make):
        """What ``make()`` returns, or returned before.

        Args:
            name (hashable): What is made of ``w``, with all that it depends on.
            w (array): Weights, or a view of them, or an array that was made once.
            make (callable): Returns an array or a tuple of them, which nobody changes.
        """
        if not KeptWeights.has(w):
            return make()
        kept = _thread.kept
        key = name, w.ctypes.data, w.shape, w.strides
        if key not in kept._made:
            # Another thread may have been faster: all take what stays.
            made = kept._made.setdefault(key, make())
            parts = made if isinstance(made, tuple) else (made,)
            kept._constant.update(id(_owner(part)) for part in parts)
        return kept._made[key]

    @staticmethod
    def has(w):
        """Whether what is made of ``w`` (array) will be kept; bool."""
        kept = getattr(_thread, 'kept', None)
        return kept is not None and type(w) is np.ndarray and (
            id(_owner(w)) in kept._constant)


def _owner(array):
    """The array whose memory a view shows."""
    while isinstance(getattr(array, 'base', None), np.ndarray):
        array = array.base
    return array
