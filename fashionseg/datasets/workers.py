"""A map over worker processes that cannot hang."""

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import multiprocessing
import signal
import sys

from tqdm import tqdm

from fashionseg.datasets.end_with_parent import end_with_parent
from fashionseg.errors import UserError

# Starting a worker costs about a second: fewer jobs than this run here.
FEWEST_JOBS = 64
N_PROCESS = 2
_CHUNK = 8


def map_in_workers(function, jobs, title, then=None):
    """Applies ``function`` to every job, in two processes when there are many.

    A worker that is killed (by lack of memory, say) ends the map with an error; it
    never leaves the caller waiting. A bar is shown when a terminal reads the errors.

    Args:
        function (callable): At module level, so that it pickles; one argument.
        jobs (list): Arguments, which pickle.
        title (str): Name of the work in the bar.
        then (callable): Called here with each result, in the order of ``jobs``, as
            soon as it is there; the results are not kept then.

    Returns:
        list: Results in the order of ``jobs``; empty with ``then``.

    Raises:
        UserError: When a worker dies. What ``function`` or ``then`` raises comes
            through.
    """
    bar = {'total': len(jobs), 'desc': title, 'unit': 'photo',
           'disable': not sys.stderr.isatty()}
    if len(jobs) < FEWEST_JOBS:
        return _collect(tqdm(map(function, jobs), **bar), then)
    # Spawned, not forked: OpenCV and BLAS threads do not survive a fork.
    context = multiprocessing.get_context('spawn')
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(N_PROCESS, context, _start)
    try:
        return _collect(tqdm(_results(pool, function, jobs), **bar), then)
    except BaseException as error:
        # An interrupt may have hit the pool anywhere: it ends surely only when its
        # workers do, which it then finds dead.
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        if isinstance(error, BrokenProcessPool):
            raise UserError(
                f'{title}: a worker process was killed, probably for lack of memory; '
                'free some memory and try again') from None
        raise
    finally:
        pool.shutdown()


def _results(pool, function, jobs):
    """The results in order; few jobs wait in the pool, which takes little memory."""
    waiting = deque()
    for first in range(0, len(jobs), _CHUNK):
        waiting.append(pool.submit(_apply, function, jobs[first:first + _CHUNK]))
        if len(waiting) > 2 * N_PROCESS:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _apply(function, jobs):
    return [function(job) for job in jobs]


def _collect(results, then):
    if then is None:
        return list(results)
    for result in results:
        then(result)
    return []


def _start():
    # Ctrl-C reaches the whole group; the parent alone cleans up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
