"""How long all runs of a queue will take."""

import contextlib
import os
import re
import threading

from fashionseg.extensions.describe_duration import describe_duration
from fashionseg.extensions.time_estimate import SHORTEST

_LINE = re.compile(
    rb'^about (?:(\d+) d ?)?(?:(\d+) h ?)?(?:(\d+) min)?(?:(\d+) s)? ?for ',
    re.MULTILINE)
_UNITS = 86400, 3600, 60, 1
_PAUSE = 1.  # seconds


@contextlib.contextmanager
def queue_time(runs, weights, n_job, needs, say):
    """While a queue runs, says once how long all of it will take.

    Each run that takes longer than a minute tells its own time after a few steps, see
    :class:`~fashionseg.extensions.TimeEstimate`. As soon as those that began first
    have done so, their time is taken for the rest, in the proportion of ``weights``.

    Args:
        runs (list of tuple): See :func:`~fashionseg.commands.run_queue.run_queue`.
        weights (list of float): How long each run takes beside the others.
        n_job (int): Runs at a time.
        needs (str): What else is needed, for the same line.
        say (callable): Takes the line.
    """
    ended = threading.Event()
    first = [(log, _size(log), weight)
             for (_, _, log), weight in zip(runs[:n_job], weights)]

    def watch():
        while not ended.wait(_PAUSE):
            known = [(_told(log, start), weight) for log, start, weight in first]
            if all(seconds is not None for seconds, _ in known):
                ratio = (sum(seconds for seconds, _ in known)
                         / sum(weight for _, weight in known))
                total = ratio * sum(weights) / min(n_job, len(runs))
                if total > SHORTEST:
                    say(f'about {describe_duration(total)} for {len(runs)} runs, '
                        f'{needs}')
                return

    thread = threading.Thread(target=watch, daemon=True)
    if runs:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if runs:
            thread.join()


def _size(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def _told(log, start):
    """Seconds that a run has told since the log was so many bytes long, or None."""
    try:
        with open(log, 'rb') as file:
            file.seek(start)
            match = _LINE.search(file.read())
    except OSError:
        return None
    if match is None:
        return None
    return sum(unit * int(number or 0) for unit, number in zip(_UNITS, match.groups()))
