import errno
import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from fashionseg.datasets import workers
from fashionseg.datasets.workers import map_in_workers
from fashionseg.errors import UserError


def fail_at_5(number):
    if number == 5:
        raise UserError('photo 5: not readable')
    return number * number, os.getpid()


def die_at_5(number):
    if number == 5:
        os._exit(1)


def hang_at_20(job):
    if job['id'] == 'p20':
        time.sleep(1000)


def divide_by_0_at_5(job):
    return 1 / (job['id'] != 'p5')


def fill_the_disk(job):
    raise OSError(errno.ENOSPC, 'No space left on device', 'x')


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.setattr(workers, 'FEWEST_JOBS', 1)


def test_few_jobs_run_here():
    here = os.getpid()
    assert map_in_workers(fail_at_5, [3, 4], 't') == [(9, here), (16, here)]


def test_many_jobs_keep_their_order_elsewhere(pool):
    results = map_in_workers(fail_at_5, [9, 1, 3], 't')
    assert [r[0] for r in results] == [81, 1, 9]
    assert os.getpid() not in {r[1] for r in results}


def test_errors_come_through(pool):
    with pytest.raises(UserError, match='photo 5'):
        map_in_workers(fail_at_5, list(range(20)), 't')


def test_killed_worker_ends_the_map(pool):
    with pytest.raises(UserError, match=r'^drawing: a worker process died at job 5 '
                                        r'\(exit status 1\); if memory ran out'):
        map_in_workers(die_at_5, list(range(20)), 'drawing')
    assert not multiprocessing.active_children()


def test_worker_that_hangs_ends_the_map(pool, monkeypatch):
    jobs = [{'id': f'p{k}', 'path': f'folder/{k}.jpg'} for k in range(30)]

    def be_impatient(result):  # once the processes have started
        monkeypatch.setenv('FASHIONSEG_PATIENCE', '1')

    with pytest.raises(UserError, match=r'^checking: a worker process hangs: photo p20 '
                                        r'\(folder/20.jpg\) has taken \d s; '):
        map_in_workers(hang_at_20, jobs, 'checking', be_impatient)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize('fewest', [1, 64])
def test_failures_name_the_job(monkeypatch, fewest):
    monkeypatch.setattr(workers, 'FEWEST_JOBS', fewest)
    jobs = [{'id': f'p{k}', 'path': f'folder/{k}.jpg'} for k in range(20)]
    with pytest.raises(UserError, match=r'^photo p5 \(folder/5.jpg\) cannot be used '
                                        r'\(ZeroDivisionError: '):
        map_in_workers(divide_by_0_at_5, jobs, 't')


@pytest.mark.parametrize('fewest', [1, 64])
def test_a_full_disk_comes_through(monkeypatch, fewest):
    monkeypatch.setattr(workers, 'FEWEST_JOBS', fewest)
    with pytest.raises(OSError) as failure:
        map_in_workers(fill_the_disk, [3], 't')
    assert failure.value.errno == errno.ENOSPC and failure.value.filename == 'x'


@pytest.mark.parametrize('fewest', [1, 64])
def test_results_are_handed_over_in_order(monkeypatch, fewest):
    monkeypatch.setattr(workers, 'FEWEST_JOBS', fewest)
    seen = []
    assert map_in_workers(abs, [-3, -1, -2], 't', seen.append) == []
    assert seen == [3, 1, 2]


def test_what_the_taker_raises_ends_the_map(pool):
    def take(number):
        raise UserError(f'enough after {number}')
    with pytest.raises(UserError, match='enough after 0'):
        map_in_workers(abs, list(range(100)), 't', take)


@pytest.mark.parametrize('end', [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path, end):
    program = tmp_path / 'main.py'
    program.write_text(
        'from tests.datasets_tests.slow_job import tell\n'
        'from fashionseg.datasets.workers import map_in_workers\n'
        "if __name__ == '__main__':\n"
        f"    map_in_workers(tell, [{str(tmp_path)!r}] * 100, 't')\n")
    environment = {**os.environ, 'PYTHONPATH': os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, program], env=environment,
                              stderr=subprocess.DEVNULL)
    workers_at = _wait_for(lambda: [
        int(path.name) for path in tmp_path.iterdir() if path.name.isdecimal()])
    parent.send_signal(end)
    parent.wait()
    _wait_for(lambda: not any(map(_runs, workers_at)))


def test_ctrl_c_while_workers_start(tmp_path):
    """They import for a second, and would each print a traceback of their own."""
    program = tmp_path / 'main.py'
    program.write_text(
        'import signal, time\n'
        'from fashionseg.datasets.workers import map_in_workers\n'
        'def stop(*args):\n'
        '    time.sleep(1)  # in which the workers could print\n'
        '    raise KeyboardInterrupt\n'
        "if __name__ == '__main__':\n"
        '    signal.signal(signal.SIGINT, stop)\n'
        '    try:\n'
        "        map_in_workers(abs, [1] * 100, 't')\n"
        '    except KeyboardInterrupt:\n'
        "        print('stopped')\n")
    environment = {**os.environ, 'PYTHONPATH': os.pathsep.join(sys.path)}
    parent = subprocess.Popen(
        [sys.executable, program], env=environment, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    children = f'/proc/{parent.pid}/task/{parent.pid}/children'
    # Python's tracker of resources and two workers.
    _wait_for(lambda: len(pathlib.Path(children).read_text().split()) == 3)
    os.killpg(parent.pid, signal.SIGINT)  # as a terminal does
    assert parent.communicate() == ('stopped\n', '')


def _runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        # Dead, but nobody has asked for its exit status yet.
        with open(f'/proc/{process}/stat') as f:
            return f.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return True


def _wait_for(condition):
    for _ in range(600):
        found = condition()
        if found:
            return found
        time.sleep(.1)
    raise AssertionError('waited in vain')
