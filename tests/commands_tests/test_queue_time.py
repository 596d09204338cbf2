"""How long a queue takes, from what its first runs tell."""

import time

import pytest

from fashionseg.commands import queue_time as module
from fashionseg.commands.queue_time import queue_time
from fashionseg.extensions.describe_duration import describe_duration


def _wait_for(lines):
    end = time.monotonic() + 20
    while not lines and time.monotonic() < end:
        time.sleep(.02)
    return lines


@pytest.fixture
def runs(tmp_path, monkeypatch):
    monkeypatch.setattr(module, '_PAUSE', .01)
    return [(name, [], str(tmp_path / name)) for name in 'abcd']


def _tell(run, text):
    with open(run[2], 'a', encoding='utf-8') as file:
        file.write(text)


def test_total_from_the_first_runs(runs, tmp_path):
    lines = []
    _tell(runs[0], 'about 9 h for 4 epochs, of an earlier call\n')
    # a and b take 10 and 30 minutes: 8 minutes for each unit of weight; in all 20
    # units, half an hour and more for each of two at a time.
    with queue_time(runs, [2, 3, 5, 10], 2, '1.0 GB of memory', lines.append):
        _tell(runs[0], 'kernels: numpy\nabout 10 min for 4 epochs, x\n')
        time.sleep(.2)
        assert lines == []  # b has not told yet
        _tell(runs[1], 'about 30 min for the rest of 4 epochs, x\nepoch 1/4\n')
        _wait_for(lines)
    assert lines == ['about 1 h 20 min for 4 runs, 1.0 GB of memory']


def test_queue_that_ends_first(runs):
    lines = []
    with queue_time(runs, [1] * 4, 2, 'x', lines.append):
        _tell(runs[0], 'about 10 min for 4 epochs, x\n')
    assert lines == []


@pytest.mark.parametrize('seconds, words', [
    (0, '0 s'), (61, '61 s'), (149.9, '150 s'), (151, '3 min'), (3540, '59 min'),
    (3600, '1 h'), (12_000, '3 h 20 min'), (12_400, '3 h 30 min'),
    (47.99 * 3600, '2 d'), (76 * 3600, '3 d 4 h')])
def test_durations_are_read_as_they_are_written(runs, seconds, words):
    assert describe_duration(seconds) == words
    _tell(runs[0], f'about {words} for 4 epochs\n')
    read = module._told(runs[0][2], 0)
    assert read == pytest.approx(seconds, abs=max(.2 * seconds, .5))
