import pytest

from fashionseg.tables.cell import Cell
from fashionseg.tables.score import Score


def test_mean_and_sample_deviation():
    # Deviations -0.2, 0, 0.2: variance 0.08 / 2.
    score = Score.of([.2, .4, .6])
    assert score.mean == pytest.approx(.4)
    assert score.std == pytest.approx(.2)
    assert score.n == 3
    assert score.text() == '0.400 ± 0.200'


def test_one_run_has_no_deviation():
    assert Score.of([.25]) == (.25, None, 1, None)
    assert Score.of([.25]).text() == '0.250'


def test_missing_is_said():
    assert Score.of([]).text() == 'not run'
    assert Score.of([None, None]).text() == 'absent'
    assert Score.of([None, .5]) == (.5, None, 1, None)
    assert Score.of([0., 0.]).text() == '0.000 ± 0.000'
    assert Score.of([.5, float('nan')]).text() == 'not a number'
    assert Score.of([float('inf')]).mean is None


def test_difference():
    assert Cell('bag', 'A', .5, Score.of([.25]), []).difference_text() == '-0.250'
    assert Cell('bag', 'A', .5, Score.of([.4999]), []).difference_text() == '+0.000'
    assert Cell('bag', 'A', None, Score.of([.5]), []).difference_text() == 'n/a'
    assert Cell('bag', 'A', .5, Score.of([]), []).difference_text() == 'n/a'
    assert Cell('bag', 'A', 1200, Score.exact(100), []).texts() == [
        '1,200', '100', '-1,100']
