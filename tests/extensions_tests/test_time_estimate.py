"""The line on the time that a run takes, under a clock of its own."""

import types

import pytest

from fashionseg.extensions import TimeEstimate, time_estimate

STEP, FIRST_STEP, EVALUATION = 3., 50., 1000.


def _lines(monkeypatch, capsys, n_step, per_epoch, n_epoch, start=0, evaluation=0.):
    """Takes the estimate through steps of 3 s after a first one of 50 s."""
    now = [0.]
    monkeypatch.setattr(time_estimate, 'time',
                        types.SimpleNamespace(monotonic=lambda: now[0]))
    estimate = TimeEstimate(n_epoch, evaluation, '2 MB of memory')
    printed = []
    for k in range(start + 1, start + n_step + 1):
        now[0] += FIRST_STEP if k == start + 1 else STEP
        estimate(types.SimpleNamespace(updater=types.SimpleNamespace(
            epoch=k // per_epoch, epoch_detail=k / per_epoch,
            previous_epoch_detail=(k - 1) / per_epoch,
            is_new_epoch=k % per_epoch == 0)))
        if k % per_epoch == 0:
            now[0] += EVALUATION
        printed += [(k, line) for line in capsys.readouterr().out.splitlines()]
    return printed


def test_after_20_steps(monkeypatch, capsys):
    # 10,000 steps of 3 s less 20, and 100 evaluations of 60 s: 35,940 s.
    assert _lines(monkeypatch, capsys, 60, 100, 100, evaluation=60) == [
        (20, 'about 10 h for 100 epochs, 2 MB of memory')]


def test_evaluations_between_the_steps_do_not_count(monkeypatch, capsys):
    # 693 steps of 3 s less 20: 2,019 s.
    assert _lines(monkeypatch, capsys, 30, 7, 99) == [
        (20, 'about 34 min for the rest of 99 epochs, 2 MB of memory')]


def test_after_a_resume(monkeypatch, capsys):
    # 600 steps of 3 s are left, of 1000.
    assert _lines(monkeypatch, capsys, 30, 100, 10, start=380) == [
        (400, 'about 30 min for the rest of 10 epochs, 2 MB of memory')]


@pytest.mark.parametrize('n_epoch', [1, 3])
def test_short_runs_say_nothing(monkeypatch, capsys, n_epoch):
    # 3 epochs of 13 steps: 19 steps, less than a minute, are left after the 20th.
    assert _lines(monkeypatch, capsys, 13 * n_epoch, 13, n_epoch) == []
