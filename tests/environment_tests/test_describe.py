"""The whole report, its short form and the command."""

import json
import subprocess
import sys

import pytest

from fashionseg.commands import env
from fashionseg.commands.current_commit import ROOT
from fashionseg.commands.main import main
from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine
from fashionseg.environment import describe_environment, short_environment
from fashionseg.environment import find_engines as engines_module
from fashionseg.environment import find_gpus as gpus_module

SECTIONS = ['source', 'machine', 'threads', 'packages', 'engines', 'gpus', 'mpi',
            'room']


def test_json_and_text_say_the_same(tmp_path, capsys):
    argv = ['--out', str(tmp_path / 'results'), '--data', str(tmp_path)]
    assert main(['env', *argv, '--json']) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == SECTIONS
    assert len(report['source']['commit'].split('+')[0]) in (7, 40)
    assert report['room']['results']['folder'] == str(tmp_path / 'results')
    assert main(['env', *argv]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(' ')] == SECTIONS
    for name, version in report['packages'].items():
        assert f'  {name}: {version}' in lines
    memory = report['machine']['memory_bytes'] / 2 ** 30
    assert f'  memory: {memory:.1f} GiB' in lines
    assert f'  usable cores: {report["machine"]["usable_cores"]}' in lines
    assert any(line.startswith(f'  results: folder {tmp_path}/results, free ')
               for line in lines)
    assert not list(tmp_path.iterdir())  # nothing is made


def test_text_of_gpus(monkeypatch, capsys):
    monkeypatch.setattr(env, 'describe_environment', lambda out, data: {'gpus': {
        'gpus': [{'name': 'NVIDIA A30', 'memory_bytes': 24 * 2 ** 30,
                  'free_bytes': None, 'mig': True}], 'usable': 1, 'why_none': '',
        'variables': {'OMP_NUM_THREADS': '2'}}})
    assert main(['env']) == 0
    assert capsys.readouterr().out.splitlines()[3:] == [
        'gpus', '  0: name NVIDIA A30, memory 24.0 GiB, free none, mig yes',
        '  usable: 1', '  why none: none', '  variables: OMP_NUM_THREADS 2']


def test_mistyped_option(capsys):
    assert main(['env', '--jsn']) == 2
    assert capsys.readouterr().err == (
        'error: unrecognized arguments: --jsn; did you mean --json?\n')


def test_without_optional_packages():
    """None of them is imported, so that none can be missed or take its time."""
    code = ('import sys\n'
            'for name in ("torch", "onnx", "onnxruntime", "openvino", "mpi4py"):\n'
            '    sys.modules[name] = None\n'
            'from importlib import util\n'
            'find = util.find_spec\n'
            'util.find_spec = lambda name, *a: None if name in sys.modules and '
            'sys.modules[name] is None else find(name, *a)\n'
            'from fashionseg.commands.main import main\n'
            'sys.exit(main(["env"]))')
    done = subprocess.run([sys.executable, '-W', 'error', '-c', code], cwd=ROOT,
                          text=True, capture_output=True)
    assert done.returncode == 0 and done.stderr == ''
    assert '  training: numpy (not installed: torch)' in done.stdout
    assert ('  labels: chainer (not installed: onnx, openvino, onnxruntime)'
            in done.stdout)


@pytest.mark.parametrize('installed, training, labels, few', [
    ((), 'numpy (not installed: torch)',
     'chainer (not installed: onnx, openvino, onnxruntime)',
     'chainer (not installed: onnx, openvino, onnxruntime)'),
    (('torch', 'onnx', 'onnxruntime'), 'aten (PyTorch is installed)',
     'onnxruntime (not installed: openvino)', 'onnxruntime (not installed: openvino)'),
    (('torch', 'onnx', 'onnxruntime', 'openvino'), 'aten (PyTorch is installed)',
     'openvino (the fastest)',
     'onnxruntime (it starts faster, which counts below 200 photos)')])
def test_engines(monkeypatch, installed, training, labels, few):
    monkeypatch.setattr(engines_module.importlib.util, 'find_spec',
                        lambda name: name in installed or None)
    monkeypatch.setattr(NumpyEngine, 'outruns_graphs', lambda self: False)
    found = engines_module.find_engines()
    assert found == {
        'training': training, 'labels': labels, 'labels_of_few_photos': few,
        'labels_of_the_papers_network': 'as those of others',
        'labels_on_a_gpu': 'chainer (the others compute on the CPU)'}


def test_wide_vectors_compute_labels_of_the_papers_network(monkeypatch):
    monkeypatch.setattr(NumpyEngine, 'outruns_graphs', lambda self: True)
    assert engines_module.find_engines()['labels_of_the_papers_network'] == (
        'chainer (at full width its kernels are faster on this processor)')


def test_short_form(monkeypatch):
    short = short_environment()
    whole = describe_environment()
    assert json.loads(json.dumps(short)) == short
    assert short['processor'] == whole['machine']['processor']
    assert short['packages']['numpy'] == whole['packages']['numpy']
    assert not any('not installed' in version for version in short['packages'].values())
    assert short['gpus'] == [] and 'driver' not in short


def test_short_form_names_the_gpus(monkeypatch):
    monkeypatch.setattr(
        gpus_module, '_ask_driver', lambda: ([{'name': 'NVIDIA A30'}], '550.54.15'))
    short = short_environment()
    assert short['gpus'] == ['NVIDIA A30']
    assert short['driver'] == '550.54.15'
