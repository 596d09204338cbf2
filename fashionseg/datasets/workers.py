"""A map over worker processes that cannot hang."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import multiprocessing
import os
import signal
import sys
import threading

from tqdm import tqdm

from fashionseg.errors import UserError

# Starting a worker costs about a second: fewer jobs than this run here.
FEWEST_JOBS = 64
N_PROCESS = 2


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
    pool = ProcessPoolExecutor(N_PROCESS, context, _start)
    try:
        return _collect(tqdm(pool.map(function, jobs, chunksize=8), **bar), then)
    except BrokenProcessPool:
        raise UserError(
            f'{title}: a worker process was killed, probably for lack of memory; '
            'free some memory and try again') from None
    finally:
        pool.shutdown(cancel_futures=True)


def _collect(results, then):
    if then is None:
        return list(results)
    for result in results:
        then(result)
    return []


def _start():
    # Ctrl-C reaches the whole group; the parent alone cleans up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent():
    # A parent that is killed cannot end its workers, which would wait for ever.
    multiprocessing.parent_process().join()
    os._exit(1)
