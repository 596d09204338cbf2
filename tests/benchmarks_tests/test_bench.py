"""The script itself, on narrow networks."""

import importlib.util
import json

import pytest

from benchmarks import bench
from benchmarks.contenders import contenders
from benchmarks.run_process import run_process
from fashionseg.commands.main import main


def fewer(monkeypatch, *engines):
    monkeypatch.setattr(bench, 'contenders', lambda part, gpu: [
        c for c in contenders(part, gpu) if c.engine in engines
        and c.precision == 'float32' and c.layout != 'contiguous' and not c.tuned])


@pytest.mark.parametrize('part, batch, engine', [
    ('inference', 1, 'numpy'), ('training', 4, 'torch')])
def test_quick_run(tmp_path, monkeypatch, capfd, part, batch, engine):
    fewer(monkeypatch, 'as is', engine)
    assert main(['bench', '--quick', '--only', part, '--rounds', '1', '--threads', '1',
                 '--out', str(tmp_path)]) == 0
    report = json.loads((tmp_path / 'bench.json').read_text())
    assert [row['engine'] for row in report['rows']] == ['as is', engine]
    assert {row['batch'] for row in report['rows']} == {batch}
    has_torch = importlib.util.find_spec('torch') is not None
    assert set(report['twins']) == ({'A'} if has_torch else set())
    for row in report['rows']:
        if row['engine'] == 'torch' and not has_torch:
            assert row['missing'] == 'not installed: pip install torch'
            continue
        assert 'missing' not in row
        assert 0 < row['low'] <= row['median'] <= row['high'] < 60
        assert 50e6 < row['peak_bytes'] < 5e9
        assert row['difference'] <= 1e-3
    assert report['machine']['threads of each contender'] == '1'
    assert report['origin']['command'].startswith('fashionseg bench --quick')
    page = (tmp_path / 'bench.md').read_text()
    assert 'Chainer as is' in page and page in capfd.readouterr().out


def test_wrong_twin_stops_the_run(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(bench.importlib.util, 'find_spec', lambda name: True)
    monkeypatch.setattr(bench, 'run_process', lambda module, *args, n_thread: {
        'missing': "the twin's outputs differ by 1.0e-01, more than 1e-06; nothing is "
                   'timed'})
    assert main(['bench', '--quick', '--only', 'training', '--out', str(tmp_path)]) == 2
    assert capfd.readouterr().err == (
        "error: the twin's outputs differ by 1.0e-01, more than 1e-06; nothing is "
        'timed\n')
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize('options, words', [
    (['--only', 'training,speed'], "no 'speed'"),
    (['--rounds', '0'], "'0' is not a whole number from 1 up"),
    (['--threads', '0'], "'0' is not a whole number from 1 to 1024")])
def test_wrong_options(tmp_path, capfd, options, words):
    assert main(['bench', *options, '--out', str(tmp_path)]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1 and words in lines[0]


def test_no_gpu(tmp_path, capfd, monkeypatch):
    module = importlib.import_module('fashionseg.commands.check_devices')
    monkeypatch.setattr(module, 'count_gpus', lambda: (0, 'none is there'))
    assert main(['bench', '--gpu', '--out', str(tmp_path)]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1 and 'GPU' in lines[0]


def test_process_keeps_to_its_threads(tmp_path, monkeypatch):
    script = tmp_path / 'show_threads.py'
    script.write_text('import json, os\nprint("words")\nprint(json.dumps('
                      '[os.environ["OMP_NUM_THREADS"],'
                      ' len(os.sched_getaffinity(0))]))\n')
    monkeypatch.setenv('PYTHONPATH', str(tmp_path))
    assert run_process('show_threads', n_thread=1) == ['1', 1]


@pytest.mark.parametrize('code, reason', [
    ('raise ValueError("broken")', 'ValueError: broken'),
    ('from fashionseg.errors import UserError; raise UserError("give more")',
     'give more'),
    ('import sys; sys.exit(7)', 'ended with 7')])
def test_failure_is_one_line(tmp_path, monkeypatch, code, reason):
    (tmp_path / 'fails.py').write_text(code)
    monkeypatch.setenv('PYTHONPATH', str(tmp_path))
    assert run_process('fails', n_thread=1) == {'missing': reason}


def test_profile_names_the_kernels():
    torch = pytest.importorskip('torch', reason='the profiler is that of PyTorch')
    if not (torch.cpu._is_avx512_bf16_supported()
            or torch.cpu._is_amx_tile_supported()):
        pytest.skip('this processor has no bfloat16, in which ATen computes')
    table = run_process('benchmarks.profile_step', json.dumps({
        'profile': 'quick', 'n_thread': 1, 'gpu': False, 'work': 'training',
        'network': 'H', 'engine': 'aten', 'precision': 'bfloat16', 'batches': [1],
        'loss_weights': [0, 0, 0], 'learning_rate': 1e-3}), n_thread=1)
    assert 'aten::convolution' in table
