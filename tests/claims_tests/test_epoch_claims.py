"""Claims 9 and 10 on curves written by hand."""

import math

import pytest
from tests.claims_tests.made_up_evidence import MODELS, judge, make_evidence

# mIoU and mIoU+ of ten epochs, in the order of their ranks.
UP = [(rank / 10, rank / 20) for rank in range(1, 11)]


def curves(changes=()):
    """UP for every model in one run, but for what is given."""
    made = {key: {0: UP} for key in MODELS}
    made.update(changes)
    return make_evidence(curves=made)


def test_same_epoch_holds():
    found = judge(9, curves())
    assert found.outcome == 'holds'
    assert found.numbers == 'the same epoch in 12 of 12 runs'


def test_each_run_counts():
    other = [(.1, .3), (.5, .2), (.4, .1)]
    found = judge(9, curves({'B': {0: UP, 2: other}, 'unet': {1: other}}))
    assert found.outcome == 'does not hold'
    assert found.against == ('B seed 2 (best in epochs 2 and 1), U-Net seed 1 (best in '
                             'epochs 2 and 1)')
    assert found.numbers == 'the same epoch in 11 of 13 runs'


def test_tied_epochs_are_all_best():
    tied = [(.5, .1), (.5, .2), (.4, .2)]
    assert judge(9, curves({'A': {0: tied}})).outcome == 'holds'
    assert judge(9, curves({'A': {0: [(.5, .1)] * 4}})).outcome == 'holds'


def test_models_that_were_not_run():
    found = judge(9, curves({'A': {}, 'segnet': {}}))
    assert found.outcome == 'cannot be judged'
    assert found.undecided == 'not run: A, SegNet'
    # One against is enough: the claim is about all models.
    found = judge(9, curves({'A': {}, 'B': {0: [(.1, .2), (.2, .1)]}}))
    assert found.outcome == 'does not hold'


@pytest.mark.parametrize('number', [9, 10])
def test_no_number_no_verdict(number):
    for bad in (math.nan, math.inf):
        found = judge(number, curves({'C': {0: UP[:-1] + [(.5, bad)]}}))
        assert (found.outcome, found.undecided) == ('cannot be judged',
                                                    'not a number: C')


@pytest.mark.parametrize('number', [9, 10])
def test_nothing_run_and_nothing_printed(number):
    assert judge(number, make_evidence()).undecided.startswith('not run: A, B, C')
    found = judge(number, make_evidence(printed=True))
    assert found.outcome == 'cannot be judged'
    assert found.undecided == 'the tables print no epochs: all models'
    assert found.numbers == ''


def test_one_epoch_says_nothing():
    found = judge(9, curves({'D': {0: UP[:1]}}))
    assert (found.outcome, found.undecided) == ('cannot be judged',
                                                'only one epoch: D seed 0')


def run_of_ranks(ranks):
    return [(epoch / 10, rank / 20) for epoch, rank in enumerate(ranks, 1)]


def test_moving_together():
    found = judge(10, curves())
    assert found.outcome == 'holds'
    assert found.numbers.startswith('rank correlation: A 1.00, B 1.00')
    # Against each other.
    found = judge(10, curves({'H': {0: run_of_ranks(range(10, 0, -1))}}))
    assert (found.outcome, found.against) == ('does not hold', 'H -1.00')


def test_threshold_by_hand():
    # 1 - 6 sum d^2 / (n (n^2 - 1)), n = 10.
    # d = (7, -1 seven times, 0, 0): sum 49 + 7 = 56, rho = 1 - 336 / 990 = 0.661.
    above = [8, 1, 2, 3, 4, 5, 6, 7, 9, 10]
    assert judge(10, curves({'A': {0: run_of_ranks(above)}})).outcome == 'holds'
    # d = (9, -1 nine times): sum 81 + 9 = 90, rho = 1 - 540 / 990 = 0.4545.
    below = [10, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    found = judge(10, curves({'A': {0: run_of_ranks(below)}}))
    assert (found.outcome, found.against) == ('does not hold', 'A 0.45')
    # The mean over two runs: (0.4545 + 0.661) / 2 = 0.558.
    both = {0: run_of_ranks(below), 1: run_of_ranks(above)}
    found = judge(10, curves({'A': both}))
    assert found.outcome == 'holds'
    assert found.numbers.startswith('rank correlation: A 0.56, ')


def test_few_epochs_are_not_judged():
    found = judge(10, curves({'A': {0: UP, 1: UP[:9]}}))
    assert (found.outcome, found.undecided) == ('cannot be judged',
                                                'only 9 epochs: A 1.00')
    # One epoch has no ranks to correlate.
    found = judge(10, curves({'A': {0: UP[:1]}}))
    assert found.undecided == 'the same score in every epoch: A'


def test_constant_curve_is_not_judged():
    flat = [(.5, rank / 20) for rank in range(10)]
    found = judge(10, curves({'A': {0: UP, 1: flat}}))
    assert (found.outcome, found.undecided) == (
        'cannot be judged', 'the same score in every epoch: A')
    assert 'A ' not in found.numbers
