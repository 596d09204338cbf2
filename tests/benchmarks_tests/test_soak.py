"""The soak: a short one from end to end, and what breaks its bounds."""

import sys

import pytest

from benchmarks import soak

MB = 1_000_000


@pytest.mark.skipif(sys.platform != 'linux', reason='reads /proc')
def test_short_soak(monkeypatch, capsys):
    monkeypatch.setattr(soak, 'N_TRAIN', 8)
    monkeypatch.setattr(soak, 'PAUSE', .05)
    # So short a run is still growing.
    monkeypatch.setattr(soak, 'MOST_GROWTH', 1.)
    assert soak.main(['--iterations', '24', '--workers', '1', '--configuration', 'H',
                      '--kernels', 'numpy']) == 0
    out = capsys.readouterr().out
    for words in ('24 iterations, ', 'memory of the training, MB', 'memory of worker 1',
                  'open files ', 'left at the end ', ' 0 processes, 0 segments'):
        assert words in out


def _look(memory=(100 * MB, 50 * MB), files=9, shared=2, processes=3):
    return {'memory': memory, 'files': files, 'shared': shared, 'processes': processes}


@pytest.mark.parametrize('last, verdicts', [
    ({}, [True] * 5),
    # Two hundredths more are allowed, for each process by itself.
    ({'memory': (101.9 * MB, 50 * MB)}, [True] * 5),
    ({'memory': (102.1 * MB, 50 * MB)}, [False] + [True] * 4),
    ({'memory': (90 * MB, 51.1 * MB)}, [True, False, True, True, True]),
    ({'files': 10}, [True, True, False, True, True]),
    ({'shared': 3}, [True] * 3 + [False, True]),
    ({'processes': 4}, [True] * 4 + [False])])
def test_bounds(capsys, last, verdicts):
    assert list(soak._judge([_look()] * 3, [_look(**last)] * 3)) == verdicts
    assert capsys.readouterr().out.count('TOO MUCH') == verdicts.count(False)


def test_a_file_that_is_open_for_a_moment():
    assert all(soak._judge([_look()] * 3, [_look(), _look(files=12), _look()]))
