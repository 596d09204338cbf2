"""Several training runs, a few at a time."""

import os
import subprocess
import sys
import time

from fashionseg.engines import count_cores
from fashionseg.errors import UserError

PATIENCE = 120  # seconds that a stopped run has for its step and its snapshot


def run_queue(runs, n_job, say=print, gpus=()):
    """Runs commands as processes, ``n_job`` at a time.

    The output of each goes to ``<log>``. When this process is stopped, they are too;
    none is left behind.

    Args:
        runs (list of tuple): ``(name, argv, log)`` each; ``argv`` starts after the
            Python interpreter.
        n_job (int): Processes at a time, >= 1.
        say (callable): Takes a line on what started, ended, and what is left.
        gpus (sequence of str): Numbers of ``n_job`` GPUs: each run gets one of them
            to itself, by ``--devices``, and the next run takes the first that is free.

    Raises:
        UserError: A run failed. The others were still finished; the message tells
            the last line of the first failed run and where its log lies.
    """
    waiting, running, failed = list(runs), {}, []
    start, n_done = time.monotonic(), 0
    free = [['--devices', gpu] for gpu in gpus] or [[]] * n_job
    environment = dict(os.environ, PYTHONUNBUFFERED='1')
    environment.setdefault('OMP_NUM_THREADS', str(max(count_cores() // n_job, 1)))
    try:
        while waiting or running:
            while waiting and free:
                name, argv, log = waiting.pop(0)
                place = free.pop(0)
                os.makedirs(os.path.dirname(log), exist_ok=True)
                # A run that goes on keeps what it said before.
                with open(log, 'a', encoding='utf-8') as file:
                    process = subprocess.Popen(
                        [sys.executable, *argv, *place], stdout=file, stderr=file,
                        stdin=subprocess.DEVNULL, env=environment)
                running[process] = name, log, time.monotonic(), place
            time.sleep(0.2)
            for process in [p for p in running if p.poll() is not None]:
                name, log, began, place = running.pop(process)
                free.append(place)
                n_done += 1
                if process.returncode:
                    failed.append((name, log))
                seconds = time.monotonic() - began
                left = (time.monotonic() - start) / n_done * (len(runs) - n_done)
                say(f'[{n_done}/{len(runs)}] {name}: '
                    f'{"failed" if process.returncode else _last_line(log)} '
                    f'({seconds:.0f} s, about {left / 60:.0f} min left)')
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    if failed:
        name, log = failed[0]
        raise UserError(f'{len(failed)} of {len(runs)} runs failed; the first, {name}: '
                        f'{_last_line(log)} (all of it in {log})')


def _last_line(log):
    with open(log, encoding='utf-8', errors='replace') as file:
        lines = [line.strip() for line in file if line.strip()]
    return lines[-1].removeprefix('error: ') if lines else 'no output'
