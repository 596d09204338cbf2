"""A fresh process for each contender, so that none inherits another's memory."""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
MOST_SECONDS = 1800
THREADS = 'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'
_ERROR = re.compile(r'[\w.]*(Error|Exception|Interrupt|Exit)\b|error: ')


def run_process(module, *args, n_thread):
    """Runs ``python -m module`` and reads the last line that it prints.

    Args:
        module (str): Its name.
        *args (str): Its arguments.
        n_thread (int): Threads of all libraries; the process is kept to so many
            cores, for those that read nothing else.

    Returns:
        object: What the line holds as JSON; when the process fails ``{'missing':
        reason}``, one line.
    """
    environment = dict(os.environ, **dict.fromkeys(THREADS, str(n_thread)))
    try:
        done = subprocess.run(
            [sys.executable, '-W', 'ignore', '-m', module, *args], cwd=ROOT,
            env=environment, preexec_fn=lambda: _keep_to(n_thread), text=True,
            timeout=MOST_SECONDS, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except subprocess.TimeoutExpired:
        return {'missing': f'took more than {MOST_SECONDS} s'}
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f'ended with {done.returncode}']
        # Libraries may go on to speak after the error.
        reason = next(filter(_ERROR.match, reversed(lines)), lines[-1])
        for name in 'fashionseg.errors.UserError: ', 'error: ':
            reason = reason.removeprefix(name)
        return {'missing': reason}
    return json.loads(done.stdout.strip().splitlines()[-1])


def _keep_to(n_core):
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:n_core])
