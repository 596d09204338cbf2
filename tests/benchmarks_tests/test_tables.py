"""Targets and pages, from made-up times."""

import math

import pytest

from benchmarks.contenders import PARTS, contenders
from benchmarks.gpu_figures import add_shares, judge_gpu
from benchmarks.judge_bars import judge_bars
from benchmarks.make_bar import make_bar
from benchmarks.make_page import make_page

# Seconds per photo: PyTorch's two layouts first, then those that are tuned.
MEDIANS = {'as is': 10., 'numpy': 2., 'aten': 1., 'onnxruntime': .8, 'openvino': .5,
           'torch': [1.5, 1.25, .75, .8]}
PEAKS = {'as is': 9, 'numpy': 5, 'aten': 6, 'torch': [8, 5, 4, 7],
         'onnxruntime': 1, 'openvino': 1}


def made_up_rows(parts=PARTS):
    rows = []
    for name, part in parts.items():
        for n in part.batches:
            seen = {}
            for c in contenders(part):
                values = [table[c.engine] for table in (MEDIANS, PEAKS)]
                if c.engine == 'torch':
                    k = seen[c.precision] = seen.get(c.precision, -1) + 1
                    values = [value[k] for value in values]
                rows.append(dict(
                    c._asdict(), part=name, batch=n, median=values[0], low=values[0],
                    high=values[0], peak_bytes=values[1], times_chainer=None,
                    times_pytorch=None))
    return rows


@pytest.mark.parametrize('target, figure, verdict', [
    ('at least 2', 2., 'holds'), ('at least 2', 1.99, 'does not hold'),
    ('at most 1.2', 1.2, 'holds'), ('at most 1.2', 1.21, 'does not hold'),
    ('at most 0.002', 0., 'holds'), ('at least 2', None, 'not run')])
def test_verdicts(target, figure, verdict):
    assert make_bar('text', target, figure).verdict == verdict


def test_figures_of_the_targets():
    plain = {'input': [{'bar': True, 'median': .004}, {'median': 1.}],
             'metrics': [{'median': 9.}, {'bar': True, 'median': .002}]}
    agreement = {'equal_labels': .99, 'float32': .5, 'bfloat16': .501}
    bars = judge_bars(made_up_rows(), plain, agreement)
    found = {bar.text: bar for bar in bars}
    assert len(found) == len(bars)

    def of(text):
        match, = [bar for name, bar in found.items() if text in name]
        return match.figure, match.tuned, match.verdict

    # 1.25 is the better layout, .75 the better tuned one.
    assert of('batch 1, float32: our fastest') == (2.5, 1.5, 'holds')
    assert of('batch 4, bfloat16: our fastest') == (2.5, 1.5, 'holds')
    assert of('batch 4, float32: aten against PyTorch') == (1.25, .75, 'holds')
    assert of('batch 8, float32: numpy against Chainer') == (5, None, 'holds')
    assert of("batch 8, float32: numpy's time") == (1.6, 2 / .75, 'holds')
    assert of('bfloat16: aten against PyTorch autocast'.join(['batch 4, ', ''])) == (
        1.25, .75, 'holds')
    assert of('batch 4, float32: peak memory of aten') == (1.2, 1.5, 'holds')
    assert of('batch 4, float32: peak memory of numpy') == (1., 1.25, 'holds')
    assert of('U-Net') == (1.25, .75, 'holds')
    assert of('PSPNet, training step, batch 4: numpy') == (5, None, 'holds')
    assert of('SegNet, training step, batch 4: aten') == (10, None, 'holds')
    assert of('labels equal') == (99., None, 'does not hold')
    assert of('mIoU')[0] == pytest.approx(.001)
    assert of('photos per second') == (250., None, 'holds')
    assert of('both metrics') == (2., None, 'does not hold')


def test_nothing_run_nothing_judged():
    rows = [dict(row, missing='not installed') for row in made_up_rows()]
    assert {bar.verdict for bar in judge_bars(rows, {}, None)} == {'not run'}


def test_targets_of_a_gpu():
    def row(engine, precision, median):
        return {'part': 'training', 'batch': 64, 'engine': engine, 'tuned': False,
                'precision': precision, 'median': median}

    bars = judge_gpu([row('as is', 'float32', 6.), row('aten', 'tf32', 2.),
                      row('torch', 'tf32', 1.), row('aten', 'float16', 1.)])
    assert [(bar.figure, bar.verdict) for bar in bars] == 4 * [(None, 'not run')] + [
        (.5, 'does not hold'), (3., 'holds'), (None, 'not run'), (6., 'holds')]


def test_share_of_the_rate():
    rows = [{'part': 'training', 'precision': 'tf32', 'median': .01},
            {'part': 'inference', 'precision': 'float16', 'median': .001},
            {'part': 'inference', 'precision': 'float16', 'missing': 'why'}]
    add_shares(rows, {'tf32': 100., 'float16': 400.},
               {'training_flop': 2e11, 'inference_flop': 5e10})
    assert math.isclose(rows[0]['share'], .2)
    assert math.isclose(rows[1]['share'], .125)
    assert 'share' not in rows[2]


def test_page():
    rows = made_up_rows({'training': PARTS['training']._replace(batches=(4,))})
    rows[0].update(difference=0., times_chainer=1.)
    rows[1]['missing'] = 'not installed: pip install x'
    rows[2]['missing'] = 'RuntimeError: ' + 50 * 'long '
    plain = {'metrics': [
        {'title': 'ours', 'median': .0005, 'low': .0004, 'high': .001, 'note': 'Maps.',
         'times_reference': None}, {'title': 'loops', 'missing': 'not there'}]}
    page = make_page({
        'origin': {'date': 'today'}, 'machine': {'cores': '2'}, 'rows': rows,
        'twins': {'A': {'loss': 1e-16}}, 'plain': plain, 'rates': {'tf32': 400.},
        'agreement': {'equal_labels': .999, 'n_photo': 7, 'dataset': 'ccp',
                      'configuration': 'A', 'float32': .1, 'bfloat16': .1},
        'bars': judge_bars(rows, plain, None)})
    lines = page.splitlines()
    line, = [line for line in lines if line.startswith('| Chainer as is')]
    cells = [cell.strip() for cell in line.split('|')[2:-1]]
    assert cells == ['float32', '10.0000', '10.0000 to 10.0000', '1', '-', '0.00 GiB',
                     '0.0e+00']
    assert any('| not installed: pip install x |' in line for line in lines)
    assert any('failed |' in line for line in lines)
    assert any(line.startswith('- ours, aten, float32: RuntimeError') for line in lines)
    assert any('0.500 | 0.400 to 1.000 |         2000' in line for line in lines)
    for text in ('- date: today', '- cores: 2', '- Maps.', '99.900% of the labels',
                 'loss differ by 1.0e-16', '400.0 TFLOP/s', 'not run'):
        assert text in page
