"""When two scores are told apart; the limits come from a printed table of t."""

import math

import pytest
from tests.claims_tests.made_up_evidence import make_evidence, three

from fashionseg.claims.compare_scores import compare_scores


def compare(first, second, **options):
    return compare_scores(make_evidence({'A': first, 'B': second}, **options), 'miou',
                          'A', 'B')


def test_printed_digits():
    assert compare(.652, .651, printed=True) == (True, 'A 0.652 > B 0.651', '')
    assert compare(.641, .643, printed=True) == (False, 'A 0.641 < B 0.643', '')
    assert compare(.650, .650, printed=True) == (
        None, 'A 0.650 and B 0.650', 'equal in the printed digits')


@pytest.mark.parametrize('second, holds', [
    (.4799, True), (.5201, False), (.4801, None), (.5199, None), (.5, None)])
def test_one_run_each_needs_two_hundredths(second, holds):
    finding = compare(.5, second)
    assert finding.holds is holds
    assert finding.why_open == (
        'less than 0.02 apart in one run' if holds is None else '')


def test_one_run_against_several_is_one_run():
    assert compare(.5, three(.47, .05)).holds is True
    assert compare(three(.5), .495).why_open == 'less than 0.02 apart in one run'


@pytest.mark.parametrize('difference, holds', [
    # Deviation 0.02 in three runs each: standard error 0.02 * sqrt(2 / 3) = 0.016330,
    # 4 degrees of freedom, t(0.975) = 2.7764: the limit is 0.045339.
    (.0455, True), (.0452, None), (0., None), (-.0452, None), (-.0455, False)])
def test_several_runs_need_a_significant_difference(difference, holds):
    finding = compare(three(.5 + difference, .02), three(.5, .02))
    assert finding.holds is holds
    assert finding.why_open == (
        'within the spread of the runs' if holds is None else '')


@pytest.mark.parametrize('difference, holds', [
    # One without spread: standard error 0.02 / sqrt(3) = 0.011547, 2 degrees of
    # freedom (Welch), t(0.975) = 4.3027: the limit is 0.049683.
    (.0499, True), (.0495, None)])
def test_spreads_may_differ(difference, holds):
    assert compare([.5] * 3, three(.5 - difference, .02)).holds is holds


def test_runs_are_not_paired():
    # Run by run B is 0.001 below A; over all, that is nothing.
    assert compare([.1, .2, .3], [.099, .199, .299]).holds is None


def test_text_gives_means_spreads_and_p():
    # t = 0.04 / 0.01633 = 2.449 with 4 degrees of freedom: between 0.05 (2.776) and
    # 0.1 (2.132).
    finding = compare(three(.54, .02), three(.5, .02))
    assert finding.text.startswith('A 0.540 ± 0.020 and B 0.500 ± 0.020 (p = 0.0')
    assert .05 < float(finding.text[-6:-1]) < .1
    assert compare(three(.6, .02), three(.5, .02)).text.startswith(
        'A 0.600 ± 0.020 > B 0.500 ± 0.020 (p = 0.00')


def test_no_spread_at_all():
    assert compare([.5] * 3, [.4] * 2).holds is True
    assert compare([.4] * 3, [.5] * 2).holds is False
    assert compare([.5] * 3, [.5] * 2).why_open == 'equal in every run'


@pytest.mark.parametrize('bad', [math.nan, math.inf, [.5, math.nan, .5]])
@pytest.mark.parametrize('printed', [True, False])
def test_what_is_no_number_is_not_told(bad, printed):
    assert compare(bad, .4, printed=printed).why_open == 'not a number'
    assert compare(.4, bad, printed=printed).holds is None


def test_what_was_not_run_is_named():
    assert compare([], .5) == (None, 'A', 'not run')
    assert compare_scores(make_evidence({}), 'miou', 'unet', 'pspnet') == (
        None, 'U-Net and PSPNet', 'not run')
