"""However a device or the run ends, it ends soon, with one line and no process left."""

import os
import pathlib
import signal
import subprocess
import sys
import time
import uuid

import pytest

from fashionseg.training import BatchIterator
from tests.training_tests.made_up_photos import Photos, draw

ROOT = pathlib.Path(__file__).parents[2]
SOON = 30  # seconds for what takes one or two, on a machine that is busy


class Run:
    """tests.training_tests.train_on_stand_ins; knows all processes that belong to it.
    """

    def __init__(self, fault, longest_step=60, n_worker=0):
        self._mark = f'FASHIONSEG_TEST={uuid.uuid4().hex}'
        name, _, value = self._mark.partition('=')
        self.process = subprocess.Popen(
            [sys.executable, '-W', 'ignore', '-m',
             'tests.training_tests.train_on_stand_ins', fault, str(longest_step),
             str(n_worker)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True,
            env=dict(os.environ, OMP_NUM_THREADS='1', **{name: value}))

    def processes(self):
        found = []
        for path in pathlib.Path('/proc').glob('[0-9]*/environ'):
            try:
                if self._mark.encode() in path.read_bytes():
                    found.append(int(path.parent.name))
            except OSError:
                pass  # it has ended
        return found

    def train(self, n_step):
        for _ in range(n_step):
            assert self.process.stdout.readline().startswith('step ')

    def kill_all(self, number):
        os.killpg(self.process.pid, number)

    def end(self):
        """Exit status and the lines of the standard error stream."""
        _, error = self.process.communicate(timeout=120)
        return self.process.returncode, error.splitlines()

    def nothing_is_left(self):
        end = time.monotonic() + SOON
        while self.processes() and time.monotonic() < end:
            time.sleep(.05)
        return self.processes() == []


@pytest.fixture
def start():
    runs = []

    def start(*args, **options):
        runs.append(Run(*args, **options))
        return runs[-1]

    yield start
    for run in runs:
        for pid in run.processes():
            os.kill(pid, signal.SIGKILL)
        run.process.communicate()


@pytest.mark.parametrize('fault, longest_step, line', [
    ('killed', 60, 'the process of @stand-in:1 was killed by SIGKILL (out of memory?); '
                   'the same command goes on from the last snapshot'),
    ('bad_photo', 60, 'the process of @stand-in:1 failed: photo 7 is damaged; remove '
                      'it'),
    ('hangs', 4, 'a step has taken more than 4 s: a device or its process hangs; the '
                 'same command goes on from the last snapshot')])
def test_one_line(start, fault, longest_step, line):
    run = start(fault, longest_step)
    run.train(3)
    began = time.monotonic()
    assert run.end() == (2, [f'error: {line}'])
    assert time.monotonic() - began < longest_step + SOON
    assert run.nothing_is_left()


@pytest.mark.parametrize('fault, words', [
    ('bug', 'failed: ZeroDivisionError: a bug of two lines'),
    ('start', 'ended with status 1')])
def test_bug_shows_where_it_is(start, fault, words):
    run = start(fault)
    status, lines = run.end()
    assert status == 2
    assert any(line.startswith('Traceback') for line in lines)
    assert lines[-1].startswith('error: the process of @stand-in:1 ')
    assert words in lines[-1]
    assert run.nothing_is_left()


def test_loss_of_the_other_device_is_no_number(start):
    run = start('not_a_number')
    run.train(3)
    # The fourth photo of the second device; the first one's loss is a number.
    iterator = BatchIterator(Photos(6), draw, 1, 0, shard=(1, 2))
    for _ in range(4):
        _, t = iterator.next()
    assert run.end() == (2, [
        'error: the segmentation loss is no longer a number in iteration 4 (photo '
        f'photo{t[0, 0, 0]}); train with another --seed, or with a lower '
        '--learning-rate'])
    assert run.nothing_is_left()


def test_ctrl_c(start):
    run = start('none', n_worker=1)
    run.train(3)
    run.kill_all(signal.SIGINT)  # as a terminal does
    assert run.end() == (130, ['stopped'])
    assert run.nothing_is_left()


def test_ctrl_c_is_for_the_first_process_alone(start):
    run = start('none')
    while len(run.processes()) < 3:  # with Python's tracker of resources
        time.sleep(.01)
    for pid in run.processes():
        if pid != run.process.pid:
            os.kill(pid, signal.SIGINT)
    run.train(3)
    run.process.send_signal(signal.SIGINT)
    assert run.end() == (130, ['stopped'])
    assert run.nothing_is_left()


def test_terminated(start):
    run = start('none')
    run.train(3)
    run.process.send_signal(signal.SIGTERM)
    assert run.end() == (143, ['stopped'])
    assert run.nothing_is_left()


def test_killed(start):
    run = start('none', n_worker=1)
    run.train(3)
    run.process.kill()
    assert run.end() == (-signal.SIGKILL, [])
    assert run.nothing_is_left()


def test_killed_while_a_device_hangs(start):
    run = start('hangs')
    run.train(3)
    time.sleep(.5)
    run.process.kill()
    assert run.end() == (-signal.SIGKILL, [])
    assert run.nothing_is_left()
