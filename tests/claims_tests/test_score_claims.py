"""Claims 1 to 7 on evidence written by hand, for each verdict."""

import math

import pytest
from tests.claims_tests.made_up_evidence import MODELS, judge, make_evidence, three

# One score for each: what has to be higher by a claim is, by a tenth or more.
GOOD = {
    1: ('miou', {**dict.fromkeys('ACDEFGH', .5), 'B': .6, 'unet': .4,
                 'deeplabv3plus': .3, 'pspnet': .45, 'segnet': .1}),
    3: ('miou', {**dict.fromkeys('ACDEFGH', .5), 'B': .6}),
    4: ('miou_plus', {**dict.fromkeys('BCDFGH', .3), 'A': .4, 'E': .5}),
    5: ('miou', {**dict.fromkeys('ACE', .3), **dict.fromkeys('BDF', .4)}),
    6: ('miou_plus', {**dict.fromkeys('ACEG', .4), **dict.fromkeys('BDFH', .3)}),
}
GOOD[2] = ('miou_plus', GOOD[1][1])


def verdict(number, **changes):
    metric, scores = GOOD[number]
    return judge(number, make_evidence(**{metric: {**scores, **changes}}))


@pytest.mark.parametrize('number', sorted(GOOD))
def test_holds(number):
    found = verdict(number)
    assert found.outcome == 'holds'
    assert (found.against, found.undecided, found.reason) == ('', '', '')
    assert found.remark == 'one run each, spread unknown'
    other = {'miou': 'miou_plus', 'miou_plus': 'miou'}[GOOD[number][0]]
    # The other metric alone says nothing.
    assert judge(number, make_evidence(**{other: GOOD[number][1]})).outcome == (
        'cannot be judged')


@pytest.mark.parametrize('number, changes, against', [
    (1, {'pspnet': .7}, 'B 0.600 < PSPNet 0.700'),
    # The best of A to H is found, whichever it is.
    (1, {'H': .65, 'unet': .7, 'segnet': .8}, 'H 0.650 < U-Net 0.700, '
                                              'H 0.650 < SegNet 0.800'),
    (2, {'deeplabv3plus': .9}, 'B 0.600 < DeepLabv3+ 0.900'),
    (3, {'D': .7, 'H': .8}, 'B 0.600 < D 0.700, B 0.600 < H 0.800'),
    (4, {'C': .6}, 'E 0.500 < C 0.600, A 0.400 < C 0.600'),
    (4, {'B': .45}, 'A 0.400 < B 0.450'),
    (4, {'A': .55}, 'E 0.500 < A 0.550'),
    (5, {'D': .2}, 'D 0.200 < C 0.300'),
    (6, {'G': .2}, 'G 0.200 < H 0.300')])
def test_does_not_hold_and_the_pairs_are_named(number, changes, against):
    found = verdict(number, **changes)
    assert found.outcome == 'does not hold'
    assert found.against == found.reason == against


@pytest.mark.parametrize('number, changes, undecided', [
    (1, {'unet': .595}, 'less than 0.02 apart in one run: B 0.600 and U-Net 0.595'),
    (1, {'H': []}, 'not run, so the best is not known: H'),
    (1, {'C': [], 'pspnet': .9}, 'not run, so the best is not known: C'),
    (2, {'A': math.nan}, 'not a number, so the best is not known: A'),
    (2, {'segnet': []}, 'not run: SegNet'),
    (3, {'E': .605, 'F': .597, 'G': []},
     'less than 0.02 apart in one run: B 0.600 and E 0.605, B 0.600 and F 0.597; '
     'not run: G'),
    (4, {'A': .495}, 'less than 0.02 apart in one run: E 0.500 and A 0.495'),
    (5, {'F': .3}, 'less than 0.02 apart in one run: F 0.300 and E 0.300'),
    (6, {'C': []}, 'not run: C')])
def test_cannot_be_judged_and_why(number, changes, undecided):
    found = verdict(number, **changes)
    assert found.outcome == 'cannot be judged'
    assert found.undecided == found.reason == undecided


def test_one_pair_against_decides_though_others_are_open():
    found = verdict(5, D=.2, F=.3, A=[])
    assert found.outcome == 'does not hold'
    assert found.reason == ('D 0.200 < C 0.300; not run: A; less than 0.02 apart in '
                            'one run: F 0.300 and E 0.300')


def test_baselines_claim_wants_both_metrics():
    scores = {'unet': .4, 'deeplabv3plus': .3, 'pspnet': .5, 'segnet': .1}
    assert judge(7, make_evidence(scores, scores)).outcome == 'holds'
    found = judge(7, make_evidence(scores, {**scores, 'segnet': .6}))
    assert found.outcome == 'does not hold'
    assert found.against == 'PSPNet 0.500 < SegNet 0.600 in mIoU+'
    found = judge(7, make_evidence(scores))
    assert found.outcome == 'cannot be judged'
    assert judge(7, make_evidence(scores, {**scores, 'unet': .5})).undecided == (
        'less than 0.02 apart in one run: PSPNet 0.500 and U-Net 0.500 in mIoU+')
    assert found.numbers == (
        'mIoU: U-Net 0.400, DeepLabv3+ 0.300, PSPNet 0.500, SegNet 0.100; '
        'mIoU+: U-Net not run, DeepLabv3+ not run, PSPNet not run, SegNet not run')


def test_pairs_of_claims_5_and_6_and_no_others():
    # D below A and E, F below A: not the pairs that differ in label pooling alone.
    found = judge(5, make_evidence({'A': .6, 'B': .7, 'C': .2, 'D': .3, 'E': .4,
                                    'F': .5}))
    assert found.outcome == 'holds'
    assert judge(6, make_evidence(miou_plus={
        'A': .8, 'B': .7, 'C': .6, 'D': .5, 'E': .4, 'F': .3, 'G': .2,
        'H': .1})).outcome == 'holds'


def test_spread_of_runs_decides():
    # Means 0.02 apart. Deviation 0.001: t = 24.5; deviation 0.02: t = 1.22.
    near, far = three(.3), three(.32)
    assert judge(5, make_evidence({'A': near, 'B': far, 'C': near, 'D': far, 'E': near,
                                   'F': far})).outcome == 'holds'
    found = judge(5, make_evidence({'A': near, 'B': far, 'C': near, 'D': far,
                                    'E': three(.3, .02), 'F': three(.32, .02)}))
    assert found.outcome == 'cannot be judged'
    assert found.undecided.startswith('within the spread of the runs: F 0.320 ± 0.020')
    assert 'A 0.300 ± 0.001, B 0.320 ± 0.001' in found.numbers
    assert found.remark == ''


def test_remark_names_single_runs():
    found = judge(5, make_evidence({'A': .1, 'B': three(.2), 'C': three(.3),
                                    'D': three(.4), 'E': .5}))
    assert found.remark == 'one run of A, E, spread unknown'
    assert judge(5, make_evidence({'A': .1, 'B': .2})).remark == (
        'one run each, spread unknown')
    assert judge(5, make_evidence({})).remark == ''


@pytest.mark.parametrize('printed', [True, False])
def test_all_tied_and_not_numbers(printed):
    for value in (.5, math.nan):
        evidence = make_evidence(dict.fromkeys(MODELS, value),
                                 dict.fromkeys(MODELS, value), printed=printed)
        for number in range(1, 8):
            assert judge(number, evidence).outcome == 'cannot be judged'
