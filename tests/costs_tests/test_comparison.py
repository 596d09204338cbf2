"""Ratios, misfits and the sentences made of them."""

import math

import pytest

from fashionseg.costs import NETWORKS
from fashionseg.costs.compare_costs import compare_costs
from fashionseg.costs.comparison import Comparison
from fashionseg.costs.judge_known import judge_known
from fashionseg.costs.judge_variants import judge_variants
from fashionseg.tables.read_published import read_published


@pytest.fixture(scope='module')
def published():
    return read_published()['times']


def both(value):
    return {'inference': value, 'training': value}


def make(name, published=1., flop=1., forward=1., time=None):
    return Comparison(name, both(published), both(flop), forward,
                      None if time is None else both(time))


def test_published_ratios(counts, published):
    # Table III: 66.05 ms and 17.483 h are H's.
    by_hand = {
        'A': (100.96 / 66.05, 19.568 / 17.483),
        'unet unet32': (116.24 / 66.05, 30.84 / 17.483),
        'deeplabv3plus resnet101': (137.83 / 66.05, 33.64 / 17.483),
        'pspnet resnet101': (115.98 / 66.05, 23.68 / 17.483),
        'segnet full': (29.61 / 66.05, 9.04 / 17.483)}
    rounded = {'A': (1.53, 1.12), 'unet unet32': (1.76, 1.76),
               'deeplabv3plus resnet101': (2.09, 1.92),
               'pspnet resnet101': (1.76, 1.35), 'segnet full': (.45, .52)}
    comparisons = {c.name: c for c in compare_costs(counts['rows'], None, published)}
    assert list(comparisons) == list(NETWORKS)
    for name, ratios in by_hand.items():
        ours = comparisons[name].published
        assert (ours['inference'], ours['training']) == pytest.approx(ratios)
        assert tuple(round(r, 2) for r in ratios) == rounded[name]


def test_ratios_to_h(counts, times, published):
    del times['rows']['segnet full']
    counts['rows']['unet unet64']['forward_flop'] = 250
    comparisons = {c.name: c
                   for c in compare_costs(counts['rows'], times, published)}
    assert comparisons['H'].flop == comparisons['H'].time == both(1)
    assert comparisons['pspnet resnet50'].flop == both(4)
    assert comparisons['unet unet64'].time == both(3)
    assert comparisons['unet unet64'].forward == 2.5
    assert comparisons['segnet full'].time is None
    del times['rows']['H']
    assert all(c.time is None
               for c in compare_costs(counts['rows'], times, published))


@pytest.mark.parametrize('published, ours, expected', [
    (2., 2., 0), (2., 4., 2 * math.log(2)), (4., 2., 2 * math.log(2)),
    (1., 1.1, .1906)])
def test_misfit(published, ours, expected):
    row = make('unet unet64', published, flop=ours)
    assert row.misfit(row.flop) == pytest.approx(expected, abs=1e-4)
    assert row.misfit(row.time) is None


def test_misfit_sums_inference_and_training():
    row = make('unet unet64', published=1)
    assert row.misfit({'inference': 2, 'training': .25}) == pytest.approx(
        math.log(2) + math.log(4))


def test_titles():
    assert make('A').title == 'A'
    assert make('deeplabv3plus resnet101').title == 'DeepLabv3+, resnet101'


def known(published, forward):
    """A to H, where A alone is not as H."""
    return [make('A', both(published)['inference'], forward=forward)] + [
        make(name) for name in 'BCDEFGH']


@pytest.mark.parametrize('forward, word, spread', [
    # A is published at 1.5: with blocks of a half as much again that fits inference.
    (1.5, 'with', math.log(1.5)), (1., 'without', 2 * math.log(1.5))])
def test_known_networks(forward, word, spread):
    seen = judge_known(known(1.5, forward))
    text = ' '.join(seen.sentences)
    assert f'timed inference {word} them' in text
    assert seen.spread == pytest.approx(spread)
    assert f'go from 0.00 (B) to {spread:.2f} (A)' in text
    assert 'published inference times are 1.00 to 1.50 times' in text


def test_variant_that_fits_clearly():
    rows = [make('unet unet64', 2, flop=2.2), make('unet unet32', 2, flop=.5)]
    sentence, = judge_variants(rows, spread=.3)
    assert sentence == (
        'U-Net: By FLOPs, unet64 fits best (misfit 0.19: inference 2.20 against the '
        'published 2.00, training 2.20 against the published 2.00; then unet32, 2.77). '
        'By measured time: not run.')


def test_variants_that_cannot_be_told_apart():
    rows = [make('pspnet resnet50', 2, flop=3), make('pspnet resnet101', 2, flop=2.9)]
    sentence, = judge_variants(rows, spread=.3)
    assert ('resnet101 fits best (misfit 0.74: inference 2.90 against' in sentence)
    assert ', too little to tell the two apart' in sentence
    assert ', but it is farther off than any of A to G.' in sentence


def test_times_are_judged_when_all_variants_have_them():
    rows = [make('segnet basic', .5, flop=.5, time=1.),
            make('segnet full', .5, flop=1.)]
    sentence, = judge_variants(rows, .1)
    assert sentence.endswith('By measured time: not run.')
    rows[1] = rows[1]._replace(time=both(.55))
    sentence, = judge_variants(rows, .5)
    assert 'By FLOPs, basic fits best' in sentence
    assert 'By measured time, full fits best (misfit 0.19' in sentence


def test_one_sentence_for_each_baseline(counts, times, published):
    comparisons = compare_costs(counts['rows'], times, published)
    sentences = judge_variants(comparisons, judge_known(comparisons).spread)
    assert [s.split(':')[0] for s in sentences] == [
        'U-Net', 'DeepLabv3+', 'PSPNet', 'SegNet']
