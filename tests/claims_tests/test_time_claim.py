"""Claim 8: about 2/3 is 0.60 to 0.7333."""

import math

import pytest
from tests.claims_tests.made_up_evidence import judge, make_evidence


def times(inference, training):
    """Times of B where PSPNet takes 100 for inference and 10 for training."""
    return make_evidence(times={'inference': {'B': inference, 'pspnet': 100},
                                'training': {'B': training, 'pspnet': 10}})


@pytest.mark.parametrize('inference, training, outcome', [
    (66.7, 6.67, 'holds'), (60.1, 7.33, 'holds'), (59.9, 6.67, 'does not hold'),
    (66.7, 7.34, 'does not hold'), (50, 9, 'does not hold')])
def test_tolerance(inference, training, outcome):
    assert judge(8, times(inference, training)).outcome == outcome


def test_offending_time_and_numbers():
    found = judge(8, times(68, 8.16))
    assert found.against == "B takes 0.816 of PSPNet's training time"
    assert found.numbers == 'inference 68 / 100 = 0.680, training 8.16 / 10 = 0.816'


@pytest.mark.parametrize('evidence, why', [
    ({}, 'not measured: inference time, training time'),
    ({'inference': {'B': 2, 'pspnet': 3}, 'training': {'B': 2}},
     'not measured: training time'),
    ({'inference': {'B': 2, 'pspnet': 3}, 'training': {'B': math.nan, 'pspnet': 3}},
     'not a number: training time'),
    ({'inference': {'B': 2, 'pspnet': 0}, 'training': {'B': 2, 'pspnet': 3}},
     'not a number: inference time')])
def test_cannot_be_judged(evidence, why):
    found = judge(8, make_evidence(times=evidence))
    assert (found.outcome, found.undecided) == ('cannot be judged', why)


def test_one_time_against_decides():
    found = judge(8, make_evidence(times={'training': {'B': 9, 'pspnet': 10}}))
    assert found.outcome == 'does not hold'
    assert found.reason == ("B takes 0.900 of PSPNet's training time; not measured: "
                            'inference time')
