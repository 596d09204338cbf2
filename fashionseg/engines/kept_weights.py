"""What kernels make of weights, kept as long as the weights stay as they are."""

import threading

import numpy as np

_thread = threading.local()


class KeptWeights:
    """While it is entered, filters are laid out for the kernels once and not in each
    call.

    ::

        with KeptWeights(net.params()):
            ...  # any number of times; nobody changes the weights

    Args:
        params (iterable of chainer.Parameter): The weights that stay as they are. What
            is made of other arrays is made each time.
    """

    def __init__(self, params):
        self._arrays = [param.array for param in params]  # whose ids stay theirs
        self._constant = {id(_owner(array)) for array in self._arrays}
        self._made = {}

    def __enter__(self):
        self._before = getattr(_thread, 'kept', None)
        _thread.kept = self

    def __exit__(self, *error):
        _thread.kept = self._before

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
            made = kept._made[key] = make()
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
