"""What a process of the pool does."""

from multiprocessing.reduction import ForkingPickler
import traceback

from fashionseg.datasets.end_with_parent import end_with_parent

NOTHING = -1  # instead of the number of a list, before the first


def work_off(pipe, at, k, started_in_main_thread, start, function):
    """Works off lists of items until the pipe ends.

    Args:
        pipe (multiprocessing.connection.Connection): Gives ``(number, items)``, takes
            ``(number, results, error)``.
        at (ctypes array): Shared int64; at ``2 k`` and ``2 k + 1`` this process notes
            the number of the list and the place in it of the item that it is at.
        k (int): Number of this process.
        started_in_main_thread (bool): See :func:`~fashionseg.datasets.end_with_parent.
            end_with_parent`.
        start (callable): Called first; or None.
        function (callable): Called with each item.
    """
    end_with_parent(started_in_main_thread)
    if start is not None:
        start()
    try:
        while True:
            number, items = pipe.recv()
            pipe.send((number, *_call(function, items, at, number, 2 * k)))
    except (EOFError, ConnectionError):
        pass  # nobody is there any more


def _call(function, items, at, number, place):
    results = []
    try:
        for k, item in enumerate(items):
            at[place:place + 2] = number, k
            results.append(function(item))
    except Exception as error:
        return None, _portable(error)
    return results, None


def _portable(error):
    """The error as it can be sent, with the traceback of here as its cause."""
    text = ''.join(traceback.format_exception(type(error), error, error.__traceback__))
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    except Exception:
        error = RuntimeError(f'{type(error).__name__}: {error}')
    return _Sent(error, text)


class _Sent:
    """An error on its way: pickle itself drops its cause."""

    def __init__(self, error, text):
        self._parts = error, text

    def __reduce__(self):
        return _arrive, self._parts


def _arrive(error, text):
    error.__cause__ = RuntimeError('in the other process:\n' + text)
    return error
