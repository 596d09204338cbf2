"""The check of GPUs, on a machine without one: its parts on the CPU, its verdicts."""

import json
import math
import types

import numpy as np
import pytest

from benchmarks import (
    check_losses, check_speed, check_tests, check_training, gpu_check, loss_curve,
    short_training)
from benchmarks.check_row import CheckRow
from benchmarks.workloads.make_batch import make_batch
from fashionseg.configurations import PROFILES, make_net
from fashionseg.training import GuidedTrainChain
from tests.engines_tests.each_engine import using

JOB = {'work': 'training', 'network': 'A', 'profile': 'quick', 'n_thread': 1,
       'gpu': False, 'loss_weights': [1, 1, 1], 'learning_rate': 1e-3, 'batches': [1],
       'precision': 'float32', 'engine': 'as is'}


def test_no_gpu(tmp_path, capfd, monkeypatch):
    monkeypatch.setattr(gpu_check, 'count_gpus', lambda: (0, 'none is plugged in'))
    assert gpu_check.main(['--out', str(tmp_path / 'out')]) == 2
    assert capfd.readouterr().err == (
        'error: there is no GPU to check (none is plugged in); see docs/gpus.md\n')
    assert not (tmp_path / 'out').exists()


def test_short_training_is_a_whole_run(tmp_path, capsys):
    with using('chainer'):
        found = short_training.short_training({
            'devices': ['@numpy'], 'engine': 'numpy', 'precision': 'float32',
            'n_thread': 1, 'n_train': 4, 'n_eval': 2, 'n_epoch': 2, 'batch_size': 2,
            'n_worker': 0, 'width': 1 / 32, 'folder': str(tmp_path)})
    result = json.loads((tmp_path / 'numpy-float32-1' / 'result.json').read_text())
    assert found['losses'] == [row['loss'] for row in result['losses']]
    assert len(found['miou']) == 2 and found['seconds'] > 0


def test_losses_are_those_of_the_steps():
    curve = loss_curve.loss_curve(dict(JOB, n_step=2))
    chain = GuidedTrainChain(make_net('A', PROFILES['quick']), 1, 1, 1)
    assert curve[0] == pytest.approx(float(chain(*make_batch(1)).array), rel=1e-6)
    assert curve[1] < curve[0]


def _training(answers, devices, monkeypatch, torch=True):
    asked = []

    def run(module, job):
        asked.append((job['engine'], job['precision'], job['devices']))
        return answers.get(job['engine'], {'losses': [2., 1.], 'seconds': 3.})

    monkeypatch.setattr(check_training.importlib.util, 'find_spec',
                        lambda name: torch or None)
    return check_training.check_training({}, devices, run, lambda line: None), asked


def test_trainings_on_one_device(monkeypatch):
    rows, asked = _training({
        'numpy': {'losses': [1., 1.], 'seconds': 3.},
        'chainer': {'losses': [1., math.nan], 'seconds': 3.}}, ['@cupy:0'], monkeypatch)
    assert [row.verdict for row in rows[:6]] == ['failed', 'failed'] + 4 * ['passed']
    assert rows[2] == CheckRow(
        'training', 'aten, float32, 1 device', 'passed', 'loss 2.0000 to 1.0000, 3 s',
        'a loss that falls')
    assert {row.verdict for row in rows[6:]} == {'not run'}
    assert {row.reason for row in rows[6:]} == {'there is one device'}
    assert all(devices == ['@cupy:0'] for _, _, devices in asked)


def test_trainings_on_several_devices_and_without_pytorch(monkeypatch):
    rows, asked = _training({'numpy': {'missing': 'out of memory'}},
                            ['@cupy:0', '@cupy:1'], monkeypatch, torch=False)
    assert asked == [(engine, 'float32', devices)
                     for devices in (['@cupy:0'], ['@cupy:0', '@cupy:1'])
                     for engine in ('chainer', 'numpy')]
    assert [(row.verdict, row.reason) for row in rows[:3]] == [
        ('passed', ''), ('failed', 'out of memory'),
        ('not run', 'PyTorch is not installed (extra fast)')]
    # Chainer cannot scale the loss of several devices.
    assert not [row for row in rows if row.case == 'aten, float16, 2 devices']
    assert len(rows) == 11


def _losses(monkeypatch, answers):
    def run(module, job):
        if not job['gpu']:
            return [2., 1.]
        return answers[job['engine']]

    monkeypatch.setattr(check_losses.importlib.util, 'find_spec', lambda name: None)
    rows = check_losses.check_losses({}, True, run, lambda line: None)
    return {row.case: row for row in rows}


def test_losses_beside_the_cpu(monkeypatch):
    found = _losses(monkeypatch, {'as is': [2.002, 1.], 'numpy': [2., 1.2]})
    assert found['chainer, float32'] == CheckRow(
        'losses', 'chainer, float32', 'passed', '1.0e-03 of 2 steps', '0.01')
    assert found['numpy, float32'] == CheckRow(
        'losses', 'numpy, float32', 'failed', '2.0e-01 of 2 steps', '0.01',
        'first in step 2')
    assert found['aten, float16'].verdict == 'not run'


def test_losses_that_are_no_numbers(monkeypatch):
    found = _losses(monkeypatch, {'as is': [math.nan, 1.], 'numpy': {'missing': 'x'}})
    assert found['chainer, float32'].verdict == 'failed'
    assert found['chainer, float32'].measured == 'nan of 2 steps'
    assert (found['numpy, float32'].verdict, found['numpy, float32'].reason) == (
        'failed', 'x')


def test_photos_in_a_second(tmp_path):
    def run(module, job):
        if job['engine'] == 'aten':
            return {'missing': 'OutOfMemoryError: no room'}
        times = {'seconds': [8., 4., 8.], 'peak_bytes': 2 ** 31, 'loss': 1.}
        np.save(job['labels'], np.zeros(3))
        return {str(n): times for n in job['batches']}

    rows = check_speed.check_speed(
        {'batches': [16], 'folder': str(tmp_path)}, True, run, lambda line: None)
    assert rows[0] == CheckRow(
        'speed', 'training, Chainer as is, float32, batch 16', 'passed',
        '2 photos/s, 2.0 GiB')
    assert {row.verdict for row in rows[1:4]} <= {'failed', 'not run'}
    assert {row.case.split(',')[0] for row in rows} == {'training', 'inference'}


TESTS = '''
import pytest

@pytest.mark.gpu
def test_passes(): pass

@pytest.mark.gpu
@pytest.mark.skip(reason='needs 2 GPUs, there is 1')
def test_is_skipped(): pass

def test_of_the_cpu(): raise ValueError
'''


def test_file_of_tests(tmp_path, monkeypatch):
    (tmp_path / 'test_x.py').write_text(TESTS)
    monkeypatch.setattr(check_tests, 'FOLDER', tmp_path)
    assert check_tests.check_tests(str(tmp_path), show=lambda line: None) == [CheckRow(
        'tests', 'test_x.py', 'passed', '1 passed, 0 failed, 1 not run',
        reason='needs 2 GPUs, there is 1')]


# As pytest writes them.
FAILED = ('<testsuites><testsuite><testcase name="test_a"/><testcase name="test_b">'
          '<failure message="assert 1 == 2&#10; more">...</failure></testcase>'
          '</testsuite></testsuites>')
SKIPPED = ('<testsuites><testsuite><testcase name="test_a"><skipped type="pytest.skip" '
           'message="no GPU">...</skipped></testcase></testsuite></testsuites>')


@pytest.mark.parametrize('report, verdict, measured, reason', [
    (FAILED, 'failed', '1 passed, 1 failed, 0 not run', 'test_b: assert 1 == 2'),
    (SKIPPED, 'not run', '0 passed, 0 failed, 1 not run', 'no GPU'),
    ('<testsuites/>', 'not run', '0 passed, 0 failed, 0 not run', 'no such test'),
    (None, 'failed', '', 'ended with 2: error: the process of @cupy:1 was killed')])
def test_reports_of_tests(tmp_path, monkeypatch, report, verdict, measured, reason):
    def run(command, **options):
        if report is not None:
            (tmp_path / 'test_x.py.xml').write_text(report)
        return types.SimpleNamespace(returncode=2, stdout=(
            '....\nerror: the process of @cupy:1 was killed\n'))

    monkeypatch.setattr(check_tests.subprocess, 'run', run)
    row, = check_tests.check_tests(
        str(tmp_path), files=['test_x.py'], show=lambda line: None)
    assert row == CheckRow('tests', 'test_x.py', verdict, measured, reason=reason)


@pytest.mark.parametrize('verdict, status', [('passed', 0), ('failed', 1)])
def test_page(tmp_path, monkeypatch, capsys, verdict, status):
    rows = {'check_tests': [CheckRow('tests', 'test_x.py', 'passed', '3 passed')],
            'check_training': [CheckRow('training', 'aten', 'not run', reason='no')],
            'check_losses': [CheckRow('losses', 'numpy', verdict, '1e-3', '0.01')],
            'check_speed': []}
    for name, found in rows.items():
        monkeypatch.setattr(gpu_check, name, lambda *args, found=found: found)
    assert gpu_check.check(
        str(tmp_path), ['@numpy'], gpu_check.QUICK, 'a command') == status
    page = (tmp_path / 'gpu_check.md').read_text()
    assert page == capsys.readouterr().out
    assert '- command: a command' in page and '- GPUs: ' in page
    cells = [[cell.strip() for cell in line.split('|')[1:-1]]
             for line in page.splitlines() if line.startswith('|')]
    assert cells[0] == ['check', 'case', 'verdict', 'measured', 'allowed', 'reason']
    assert cells[2:] == [
        ['tests', 'test\\_x.py', 'passed', '3 passed', '', ''],
        ['training', 'aten', 'not run', '', '', 'no'],
        ['losses', 'numpy', verdict, '1e-3', '0.01', '']]
    report = json.loads((tmp_path / 'gpu_check.json').read_text())
    assert [row['verdict'] for row in report['rows']] == ['passed', 'not run', verdict]
    assert report['environment']['packages']['numpy']


def test_both_sizes_divide_a_batch_over_every_number_of_gpus():
    for sizes in gpu_check.WHOLE, gpu_check.QUICK:
        for n in range(1, gpu_check.MOST_GPUS + 1):
            assert sizes['batch_size'] % n == 0
            assert sizes['n_train'] // n >= 1
