"""Several processes against one."""

import pickle

import numpy as np
import pytest

from fashionseg.processes import Processes
from fashionseg.training import BatchIterator
from fashionseg.transforms import TrainingTransform
from tests.engines_tests.each_engine import using
from tests.processes_tests import steps
from tests.processes_tests.mpiexec import ROOT, needs_mpi, run
from tests.training_tests.made_up_photos import Photos

STEPS = ROOT / 'tests' / 'processes_tests' / 'steps.py'

pytestmark = needs_mpi


@pytest.fixture(scope='module', params=['float32', 'float64'])
def three(request, tmp_path_factory):
    """What each of three processes found, and what one finds."""
    out = tmp_path_factory.mktemp('three')
    run(3, [STEPS, out, request.param])
    found = [pickle.loads((out / str(rank)).read_bytes()) for rank in range(3)]
    with using('numpy'):
        return found, steps.train(Processes(), np.dtype(request.param))


def test_three_take_the_steps_of_one(three):
    found, (weights, losses, updater) = three
    assert [part['size'] for part in found] == [3] * 3
    for part in found:
        # Not one step less, though ChainerMN's first update would only broadcast.
        assert part['iteration'] == part['t'] == steps.N_STEP
        assert part['epoch_detail'] == updater.epoch_detail == 2
        assert set(part['weights']) == set(weights)
        for name, array in weights.items():
            np.testing.assert_array_equal(
                part['weights'][name], found[0]['weights'][name])
        off = np.concatenate([np.abs(part['weights'][name] - array).ravel()
                              for name, array in weights.items()])
        if off.dtype == np.float64:
            assert off.max() < 1e-12
        else:
            # Where a gradient is nearly zero, Adam makes a step of its rounding.
            assert np.mean(off > 1e-6) < .01 and off.max() < 1e-4
        for ours, theirs in zip(part['losses'], losses, strict=True):
            assert set(ours) == set(theirs) >= {'main/loss', 'main/loss/lpl'}
            for key in ours:
                assert ours[key] == pytest.approx(float(theirs[key]), rel=1e-5)
    assert found[0]['description'] == (
        '3 processes, 2 photos in a step on each, 6 together; gradients and losses '
        'are averaged')


def test_weights_moved(three):
    _, (weights, _, _) = three
    start, _, _ = _untrained(weights)
    assert all(np.abs(weights[name] - start[name]).max() > 1e-4 for name in weights)


def _untrained(weights):
    dtype = next(iter(weights.values())).dtype
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, 'N_STEP', 0)
        return steps.train(Processes(), dtype)


def test_scores_to_the_last_digit(three):
    found, _ = three
    one = steps.score(Processes())
    assert all(part['scores'] == one for part in found)
    assert 0 < one['miou'] < 1 and one['iou'] != one['iou_plus']


def test_running_statistics_are_averaged(three):
    found, _ = three
    # Each process normalized one photo; BatchNormalization begins with 0 and 1 and
    # keeps nine tenths in a step.
    x, _ = BatchIterator(Photos(3), TrainingTransform(), 3, 0).next()
    mean = .1 * x.mean(axis=(2, 3), dtype=np.float64).mean(axis=0)
    var = .9 + .1 * x.var(axis=(2, 3), dtype=np.float64, ddof=1).mean(axis=0)
    for part in found:
        for ours, expected, first in zip(
                part['averages'], (mean, var), found[0]['averages']):
            np.testing.assert_array_equal(ours, first)
            np.testing.assert_allclose(ours, expected, rtol=1e-5)
