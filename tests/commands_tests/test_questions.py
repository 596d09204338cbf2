import json
import os
import pathlib
import shutil

import pytest

from fashionseg.commands import measure_training, questions, train as train_module
from fashionseg.commands.command_table import COMMANDS
from fashionseg.commands.main import main
from fashionseg.configurations import CONFIGURATIONS, PROFILES, Settings
from fashionseg.files import read_tensors, write_tensors


@pytest.fixture
def command(prepared, tiny, tmp_path, monkeypatch, capsys):
    """Calls the command in a folder of its own; (status, output, error)."""
    monkeypatch.setattr(questions, 'use_engine', lambda *args: 'kernels')
    monkeypatch.chdir(tmp_path)

    def call(*argv, data=prepared):
        status = main(['questions', *argv, '--data', str(data)])
        return status, *capsys.readouterr()
    return call


@pytest.fixture(scope='module')
def finished(prepared, tmp_path_factory):
    """Folder of results with one run of H."""
    out = tmp_path_factory.mktemp('finished')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_module, 'use_engine', lambda *args: 'kernels')
        patch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(
            width=1 / 32, n_train=4, n_eval=2))
        assert main(['train', 'H', '--data', str(prepared), '--out', str(out),
                     '--epochs', '1', '--learning-rate', '1e-9']) == 0
    return out


@pytest.fixture
def run(finished, tmp_path):
    """A copy of it in results/; the folder of the run."""
    shutil.copytree(finished, tmp_path / 'results')
    return tmp_path / 'results' / 'generated' / 'quick' / 'H' / 'seed0'


def _measured(name):
    path = pathlib.Path('data', 'results', 'questions', f'{name}.json')
    return json.loads(path.read_text())


def _fails(outcome, *words):
    status, _, error = outcome
    assert status == 2
    assert error.startswith('error: ') and error.count('\n') == 1, error
    for word in words:
        assert word in error


def test_it_is_a_command():
    assert 'questions' in COMMANDS


def test_page_alone(command):
    assert command() == (0, 'docs/open_questions.md\n', '')
    assert sorted(os.listdir()) == ['docs']
    page = pathlib.Path('docs/open_questions.md').read_text()
    assert 'Nothing has been measured yet.' in page
    assert command('--page', 'other.md')[0] == 0
    assert pathlib.Path('other.md').read_text() == page


def test_scores(command, run):
    status, out, _ = command('--measure', 'scores')
    assert status == 0
    assert out.splitlines()[-2:] == [
        'data/results/questions/scores-generated-quick.json', 'docs/open_questions.md']
    measured = _measured('scores-generated-quick')
    result = json.loads((run / 'result.json').read_text())
    assert measured['command'].startswith('fashionseg questions --measure sc')
    assert (measured['kind'], measured['n_photo']) == ('scores', 2)
    assert measured['split_sha256'] == result['split_sha256']
    row, = measured['rows']
    assert (row['configuration'], row['seed']) == ('H', 0)
    assert row['trained_by'] == result['command']
    # The evaluation after the epoch, anew.
    for mean in ('miou', 'miou_plus'):
        assert row['readings']['chosen'][mean] == pytest.approx(
            result['best']['miou'][mean])
    assert row['readings']['pooled']['miou'] == pytest.approx(
        result['best']['miou']['pooled_miou'])
    page = pathlib.Path('docs/open_questions.md').read_text()
    assert '| 2 generated photos, quick profile |' in page


def test_epochs(command, run):
    (run / 'best.safetensors').unlink()  # is not needed
    assert command('--measure', 'epochs', '--configurations', 'H')[0] == 0
    measured = _measured('epochs-generated-quick')
    result = json.loads((run / 'result.json').read_text())
    assert measured['rows'] == [{
        'configuration': 'H', 'seed': 0,
        **{mean: {'epoch': 1, 'best': result['epochs'][0][mean],
                  'last': result['epochs'][0][mean]}
           for mean in ('miou', 'miou_plus')}}]


def test_overlap(command):
    assert command('--measure', 'overlap')[0] == 0
    measured = _measured('overlap-generated')
    profile = PROFILES['quick']
    assert measured['n_photo'] == profile.n_train + profile.n_eval
    assert 0 < measured['rows']['decided'] < measured['rows']['decided_of_labelled'] < 1


def _modanet(annotations):
    pathlib.Path('m.json').write_text(json.dumps({
        'images': [{'id': 1, 'file_name': '1.jpg', 'width': 10, 'height': 10},
                   {'id': 2, 'file_name': '2.jpg', 'width': 10, 'height': 10}],
        'annotations': annotations}))
    return '--measure', 'overlap', '--dataset', 'modanet', '--modanet-json', 'm.json'


def _box(category, right, bottom, **changes):
    return {'id': category, 'image_id': 1, 'category_id': category, 'iscrowd': 0,
            'segmentation': [[0, 0, right, 0, right, bottom, 0, bottom]], **changes}


def test_overlap_of_modanet(command):
    argv = _modanet([_box(6, 10, 6), _box(2, 10, 1)])
    assert command(*argv)[0] == 0
    measured = _measured('overlap-modanet')
    # The second photo has no annotation.
    assert measured['n_photo'] == 1
    assert measured['rows']['decided'] == 10 / 100


def test_training(command, prepared, run, monkeypatch):
    made = []

    def queue(runs, n_job, say):
        for name, argv, log in runs:
            assert argv[:4] == ['-m', 'fashionseg', 'train', 'A']
            value = dict(zip(argv[4::2], argv[5::2]))
            made.append((name, n_job, value))
            result = json.loads((run / 'result.json').read_text())
            result['seed'] = int(value['--seed'])
            result['settings'] = Settings('A', PROFILES['quick']).record()
            changes = {'--decay': 'decay', '--spl-form': 'spl_form',
                       '--image-scaling': 'image_scaling'}
            result['settings'].update(
                (key, value[option]) for option, key in changes.items()
                if option in value)
            if '--batch-size' in value:
                result['settings']['profile']['batch_size'] = int(
                    value['--batch-size'])
            path = pathlib.Path(log).with_name('result.json')
            assert path.parts[-5:-1] == (
                'generated', 'quick', 'A', f'seed{value["--seed"]}')
            assert str(path).startswith(value['--out'])
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(result))

    monkeypatch.setattr(measure_training, 'run_queue', queue)
    assert command('--measure', 'training', '--seeds', '2', '--jobs', '3')[0] == 0
    rows = _measured('training-generated-quick-A')['rows']
    assert [(row['setting'], row['option']) for row in rows] == [
        ('chosen', ''), ('decay', '--decay beta2'),
        ('spl_form', '--spl-form cross-entropy'),
        ('image_scaling', '--image-scaling nearest'), ('batch_size', '--batch-size 4')]
    assert all([r['seed'] for r in row['runs']] == [0, 1] for row in rows)
    assert len(made) == 10 and {n_job for _, n_job, _ in made} == {3}
    assert made[0][2]['--out'] == 'results'
    assert made[1][0] == 'decay seed 0'
    assert made[1][2]['--out'] == os.path.join('results', 'readings', 'decay-beta2')
    # Nothing is made twice.
    assert command('--measure', 'training', '--seeds', '2')[0] == 0
    assert len(made) == 10
    # Nor made beside a run of other settings or photos.
    path = pathlib.Path('results/readings/decay-beta2/generated/quick/A/seed1',
                        'result.json')
    decay = path.read_text()
    for old, new, words in (('"beta2"', '"epoch"', 'other settings'),
                            ('"data_hash": "', '"data_hash": "x', 'other photos')):
        assert decay.count(old) == 1
        path.write_text(decay.replace(old, new))
        _fails(command('--measure', 'training', '--seeds', '3'), str(path), words)
    assert len(made) == 10


def test_other_photos(command, run):
    result = json.loads((run / 'result.json').read_text())
    (run / 'result.json').write_text(json.dumps({
        **result, 'data_hash': 'x', 'configuration': 'A'}))
    arrays, metadata = read_tensors(run / 'best.safetensors')
    del metadata['sha256']
    metadata['record'] = json.dumps({
        **json.loads(metadata['record']), 'data_hash': 'x', 'configuration': 'A'})
    write_tensors(run / 'best.safetensors', arrays, metadata)
    a = run.parents[1] / 'A' / 'seed0'
    a.parent.mkdir()
    run.rename(a)
    _fails(command('--measure', 'scores'), 'best.safetensors', 'other photos')


@pytest.mark.parametrize('argv, words', [
    (['--measure', 'scores'], ['no results in', 'generated/quick']),
    (['--measure', 'epochs'], ['no results in']),
    (['--measure', 'training', '--seeds', '0'], ["--seeds: '0' is not"]),
    (['--measure', 'overlap', '--dataset', 'ccp'], ['--dataset generated']),
    (['--measure', 'overlap', '--dataset', 'modanet'], ['--modanet-json']),
    (['--measure', 'overlap', '--dataset', 'modanet', '--modanet-json', 'no.json'],
     ['no.json'])])
def test_bad_input(command, argv, words):
    _fails(command(*argv), *words)
    assert not os.path.exists('docs')


@pytest.mark.parametrize('annotation, words', [
    (_box(6, 4, 4, image_id=9), ['m.json', '9']),
    (_box(6, 4, 4, segmentation='x'), ['correct or remove']),
    (_box(6, 4, 4, segmentation=[]), ['no annotation covers a pixel']),
    ({'image_id': 1}, ['m.json'])])
def test_bad_annotations(command, annotation, words):
    _fails(command(*_modanet([annotation])), *words)


def test_runs_without_weights(command, run):
    (run / 'best.safetensors').unlink()
    _fails(command('--measure', 'scores'), 'no best.safetensors', 'train first')
    _fails(command('--measure', 'epochs', '--configurations', 'A'), 'no run of these')


def test_damaged_measurement(command):
    os.makedirs('data/results/questions')
    pathlib.Path('data/results/questions/x.json').write_text('{')
    _fails(command(), 'x.json is damaged')


def test_configurations_that_are_none(command, capsys):
    assert main(['questions', '--measure', 'scores', '--configurations', 'I']) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and CONFIGURATIONS[-1] in error
