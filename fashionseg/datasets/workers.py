"""A map over worker processes that cannot hang."""

from collections import deque
from functools import partial
import sys

from tqdm import tqdm

from fashionseg.datasets.worker_pool import WorkerPool
from fashionseg.errors import UserError

# Starting a worker costs about a second: fewer jobs than this run here.
FEWEST_JOBS = 64
N_PROCESS = 2
_CHUNK = 8


def map_in_workers(function, jobs, title, then=None):
    """Applies ``function`` to every job, in two processes when there are many.

    A worker that is killed (by lack of memory, say) or hangs ends the map with an
    error; it never leaves the caller waiting. A bar is shown when a terminal reads the
    errors.

    Args:
        function (callable): At module level, so that it pickles; one argument.
        jobs (list): Arguments, which pickle. Messages name a dict by its ``id`` and,
            where it has one, ``path``.
        title (str): Name of the work in the bar.
        then (callable): Called here with each result, in the order of ``jobs``, as
            soon as it is there; the results are not kept then.

    Returns:
        list: Results in the order of ``jobs``; empty with ``then``.

    Raises:
        UserError: When a worker dies or hangs, or when ``function`` raises anything
            but UserError and OSError; the message names the job.
        UserError, OSError: From ``function``.
        Exception: What ``then`` raises comes through.
    """
    function = partial(_apply, function)
    bar = {'total': len(jobs), 'desc': title, 'unit': 'photo',
           'disable': not sys.stderr.isatty()}
    if len(jobs) < FEWEST_JOBS:
        return _collect(tqdm(map(function, jobs), **bar), then)
    pool = WorkerPool(N_PROCESS, function, _name, f'{title}: a worker process',
                      'if memory ran out, free some and try again')
    try:
        return _collect(tqdm(_results(pool, jobs), **bar), then)
    finally:
        pool.end()


def _results(pool, jobs):
    """The results in order; few jobs wait in the pool, which takes little memory."""
    waiting = deque()
    for first in range(0, len(jobs), _CHUNK):
        waiting.append(pool.submit(jobs[first:first + _CHUNK]))
        if len(waiting) > 2 * N_PROCESS:
            yield from pool.results(waiting.popleft())
    while waiting:
        yield from pool.results(waiting.popleft())


def _apply(function, job):
    try:
        return function(job)
    except (UserError, OSError):
        raise
    except Exception as error:
        raise UserError(
            f'{_name(job)} cannot be used ({type(error).__name__}: {error}); look at '
            'it, and replace it by a good copy where it is damaged') from error


def _name(job):
    if not isinstance(job, dict):
        return f'job {job}'
    return f'photo {job["id"]}' + (f' ({job["path"]})' if 'path' in job else '')


def _collect(results, then):
    if then is None:
        return list(results)
    for result in results:
        then(result)
    return []
