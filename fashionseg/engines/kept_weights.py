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
        self._constant = {id(_owner(param.array)) for param in params}
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
        kept = getattr(_thread, 'kept', None)
        if kept is None or type(w) is not np.ndarray or id(
                _owner(w)) not in kept._constant:
            return make()
        key = name, w.ctypes.data, w.shape, w.strides
        if key not in kept._made:
            made = make()
            # The weights are kept with it: their ids stay theirs.
            kept._made[key] = made, w
            parts = made if isinstance(made, tuple) else (made,)
            kept._constant.update(id(_owner(part)) for part in parts)
        return kept._made[key][0]


def _owner(array):
    """The array whose memory a view shows."""
    while isinstance(getattr(array, 'base', None), np.ndarray):
        array = array.base
    return array
