"""Who has a turn when, and what becomes of the answers."""

import importlib.util

import numpy as np
import pytest

from benchmarks.add_ratios import add_ratios
from benchmarks.contenders import PARTS, Contender, contenders
from benchmarks.measure_part import measure_part


def contender(engine, precision='float32', once=False, tuned=False):
    return Contender(engine, engine, precision, None, tuned, once)


def answer(loss, *seconds):
    return {'2': {'seconds': list(seconds), 'peak_bytes': 10, 'loss': loss},
            '4': {'seconds': [2 * s for s in seconds], 'peak_bytes': 30}}


@pytest.fixture
def job(tmp_path):
    return {'folder': str(tmp_path), 'batches': [2, 4]}


def measure(job, answers, n_round=1, names=('as is', 'numpy'), **more):
    calls = []

    def run(job):
        calls.append(job['engine'])
        return answers[job['engine']]

    rows = measure_part('training', [contender(n, **more) for n in names], job, n_round,
                        run, show=lambda line: None)
    return rows, calls


def test_rounds_rotate():
    cs = [contender('as is', once=True), contender('a'), contender('b')]
    calls = []

    def run(job):
        calls.append(job['engine'])
        return {'1': {'seconds': [1.], 'peak_bytes': 1, 'loss': 1.}}

    measure_part('training', cs, {'folder': '.', 'batches': [1]}, 3, run,
                 show=lambda line: None)
    # Beginning with the first, the second, the third; the first is done once.
    assert calls == ['as is', 'a', 'b', 'a', 'b', 'b', 'a']


def test_seconds_are_per_photo(job):
    rows, _ = measure(job, {'as is': answer(1., 4., 6.), 'numpy': answer(1., 1., 2.)},
                      n_round=2)
    found = {(row['title'], row['batch']): row for row in rows}
    assert found['as is', 2]['seconds'] == [2., 3., 2., 3.]
    assert found['as is', 4]['seconds'] == [2., 3., 2., 3.]
    assert found['numpy', 2]['seconds'] == [.5, 1., .5, 1.]
    assert found['numpy', 2]['peak_bytes'] == 10
    assert found['numpy', 4]['peak_bytes'] == 30
    assert found['numpy', 2]['difference'] == 0
    assert 'difference' not in found['numpy', 4]


def test_failure_is_told_once(job):
    rows, calls = measure(job, {'as is': answer(1., 1.), 'numpy': {'missing': 'why'}},
                          n_round=3)
    assert calls.count('numpy') == 1
    assert [row.get('missing') for row in rows] == [None, 'why', None, 'why']


def test_batch_that_does_not_fit(job):
    some = dict(answer(1., 1.), **{'4': {'missing': 'no room'}})
    rows, calls = measure(job, {'as is': answer(1., 1.), 'numpy': some}, n_round=3)
    assert calls.count('numpy') == 1
    assert [row.get('missing') for row in rows] == [None, None, None, 'no room']
    assert rows[1]['seconds'] == [.5] and rows[1]['difference'] == 0
    rows, _ = measure(job, {'as is': dict.fromkeys('24', {'missing': 'no room'}),
                            'numpy': answer(1., 1.)})
    assert [row.get('missing') for row in rows] == ['no room', None, 'no room', None]


def test_absent_library_is_named(job, monkeypatch):
    monkeypatch.setattr(importlib.util, 'find_spec', lambda name: None)
    rows, calls = measure(job, {'as is': answer(1., 1.)}, names=('as is', 'openvino'))
    assert calls == ['as is']
    assert [row['missing'] for row in rows[1::2]] == 2 * [
        'not installed: pip install openvino']


@pytest.mark.parametrize('loss, wrong', [
    (1.00005, False), (1.0002, True), (float('nan'), True)])
def test_wrong_loss_is_no_time(job, loss, wrong):
    rows, _ = measure(job, {'as is': answer(1., 1.), 'numpy': answer(loss, 1.)})
    for row in rows[1::2]:
        assert ('wrong result' in row.get('missing', '')) == wrong
    assert 'missing' not in rows[0]


def test_low_precision_may_differ(job):
    rows, _ = measure(job, {'as is': answer(1., 1.), 'numpy': answer(1.25, 1.)},
                      precision='bfloat16')
    assert rows[1]['difference'] == .25 and 'missing' not in rows[1]


@pytest.mark.parametrize('n_wrong, wrong', [(1, False), (2, True)])
def test_wrong_labels_are_no_time(tmp_path, n_wrong, wrong):
    def run(job):
        labels = np.zeros(1000, np.uint8)
        labels[:n_wrong if job['engine'] == 'numpy' else 0] = 3
        np.save(job['labels'], labels)
        return {'1': {'seconds': [1.], 'peak_bytes': 1}}

    rows = measure_part(
        'inference', [contender('as is'), contender('numpy')],
        {'folder': str(tmp_path), 'batches': [1]}, 1, run, show=lambda line: None)
    assert rows[0]['difference'] == 0
    assert rows[1]['difference'] == n_wrong / 1000
    assert ('missing' in rows[1]) == wrong


def test_ratios():
    def row(engine, seconds, precision='float32', tuned=False, batch=4):
        return {'part': 'training', 'batch': batch, 'engine': engine, 'tuned': tuned,
                'precision': precision, 'seconds': seconds}

    rows = [row('as is', [12.]), row('aten', [1., 2., 9.]), row('torch', [4.]),
            row('torch', [3.]), row('torch', [1.], tuned=True),
            row('torch', [1.], 'bfloat16'), row('numpy', [5.], batch=8),
            dict(row('torch', [0.1]), missing='why')]
    add_ratios(rows)
    assert [rows[1][key] for key in ('median', 'low', 'high')] == [2., 1., 9.]
    assert [row.get('times_chainer') for row in rows] == [
        1, 6, 3, 4, 12, 12, None, None]
    assert [row.get('times_pytorch') for row in rows] == [
        .25, 1.5, .75, 1, 3, 1, None, None]


def test_every_part_begins_with_chainer():
    for part in PARTS.values():
        for gpu in False, True:
            found = contenders(part, gpu)
            assert found[0].engine == 'as is'
            assert len(set(found)) == len(found)
            titles = [(c.title, c.precision) for c in found]
            assert len(set(titles)) == len(titles)


def test_contenders_of_the_parts():
    engines = {name: {(c.engine, c.precision) for c in contenders(part)}
               for name, part in PARTS.items()}
    both = {(engine, 'float32') for engine in ('as is', 'numpy', 'aten')}
    assert engines['pspnet'] == engines['segnet'] == engines['deeplabv3plus'] == both
    assert engines['unet'] == both | {('torch', 'float32')}
    low = {('aten', 'bfloat16'), ('torch', 'bfloat16')}
    assert engines['training'] == engines['unet'] | low
    graphs = {('onnxruntime', 'float32'), ('openvino', 'float32'),
              ('openvino', 'bfloat16')}
    assert engines['inference'] == engines['unet'] | graphs | {('torch', 'bfloat16')}
