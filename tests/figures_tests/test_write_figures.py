"""From a folder of runs to files: whole or not at all."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from tests.figures_tests.conftest import write_run

from fashionseg.commands import figures as command
from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES
from fashionseg.errors import UserError
from fashionseg.figures import save_figures as saving
from fashionseg.figures import Samples, write_figures
from fashionseg.figures.describe_figures import describe_figures

NAMES = {f'{name}.{kind}' for name in ('figure_3', 'figure_4_5', 'curves_of_all')
         for kind in ('png', 'pdf')} | {'figures.md'}
AGAIN = '''
import fashionseg, sys
from fashionseg.datasets import PreparedDataset
from fashionseg.figures import Samples, write_figures
results, root = sys.argv[1:]
write_figures(results, 'quick', Samples(PreparedDataset(root, 'eval'), n_photo=1))
'''


def out(results):
    return results / 'generated' / 'quick' / 'figures'


def contents(results):
    return {path.name: path.read_bytes() for path in out(results).iterdir()}


def write(results, held_out, **options):
    return write_figures(str(results), 'quick', Samples(held_out, **options))


def fails(results, held_out, words, **options):
    with pytest.raises(UserError, match=words):
        write(results, held_out, **options)
    assert not out(results).exists()


@pytest.fixture
def unrendered(monkeypatch):
    """Everything but the slow last step."""
    monkeypatch.setattr(saving, '_render', lambda figure, kind: kind.encode())


@pytest.fixture(scope='module')
def written(finished, held_out, tmp_path_factory):
    """Contents of the files that one call writes."""
    results = shutil.copytree(finished, tmp_path_factory.mktemp('figures') / 'results')
    paths = write(results, held_out, n_photo=1)
    written = contents(results)
    assert {os.path.basename(path) for path in paths} == set(written)
    return written


def test_files(written):
    assert set(written) == NAMES
    for name, content in written.items():
        start = {'png': b'\x89PNG', 'pdf': b'%PDF', '.md': b'# Fi'}[name[-3:]]
        assert content.startswith(start)


def test_another_process_without_a_display_writes_the_same(written, results, held_out):
    environment = {key: value for key, value in os.environ.items()
                   if key not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    subprocess.run([sys.executable, '-c', AGAIN, results, held_out.root],
                   env=dict(environment, MPLBACKEND='TkAgg'), check=True)
    assert contents(results) == written


def test_captions_name_photos_models_and_scores(results, held_out, unrendered):
    write(results, held_out, photos=held_out.ids[1:2], pooling_photo=held_out.ids[2])
    text = (out(results) / 'figures.md').read_text()
    assert f'Photo {held_out.ids[2]}, given by id' in text
    assert f'| weights | {held_out.ids[1]} |' in text
    assert '| A | seed 0, epoch 2 | 0.' in text
    assert '| B | not run |  |' in text
    assert 'may not be passed on' not in text


def test_real_photos_may_not_be_passed_on():
    text = describe_figures('', 'ccp', ('1', '', {}), ([], ''), {}, {}, False)
    assert 'Clothing Co-Parsing may not be passed on' in text
    assert 'curves_of_all' not in text


def test_an_unfinished_run_is_drawn_and_named(results, held_out, unrendered):
    for configuration in ('A', 'segnet'):
        (results / 'generated' / 'quick' / configuration / 'seed0' / 'result.json'
         ).unlink()
    write(results, held_out, n_photo=1)
    assert set(contents(results)) == {n for n in NAMES if 'curves' not in n}
    text = (out(results) / 'figures.md').read_text()
    assert '| A | seed 0, unfinished run | 0.' in text


def test_no_weights_at_all(results, held_out):
    for path in results.rglob('best.safetensors'):
        path.unlink()
    fails(results, held_out, 'no weights .*best.safetensors.* in .*quick; train')


def test_no_results_at_all(tmp_path, held_out):
    fails(tmp_path, held_out, 'no results in')


@pytest.mark.parametrize('options, words', [
    ({'photos': ['7']}, 'photo 7 is not in the evaluation part'),
    ({'pooling_photo': '7'}, 'photo 7 is not in the evaluation part'),
    ({'n_photo': 0}, 'a figure of 0 photos'),
    ({'n_photo': 21}, 'a figure of 21 photos'),
    ({'photos': ['7'] * 21}, 'a figure of 21 photos'),
])
def test_wrong_photos(results, held_out, options, words):
    fails(results, held_out, words, **options)


def test_one_wrong_model_and_nothing_is_written(results, held_out):
    write_run(results, 'B', held_out.data_hash)
    path = results / 'generated' / 'quick' / 'B' / 'seed0' / 'best.safetensors'
    path.write_bytes(b'')
    fails(results, held_out, 'B/seed0/best.safetensors is damaged', n_photo=1)


def test_a_full_disk_leaves_the_old_files(results, monkeypatch):
    def full(path, content):
        raise OSError(28, 'No space left on device')

    out(results).mkdir()
    (out(results) / 'figures.md').write_text('old')
    monkeypatch.setattr(pathlib.Path, 'write_bytes', full)
    with pytest.raises(UserError, match='cannot write to .*No space left'):
        saving.save_figures(str(out(results)), {}, 'new')
    assert contents(results) == {'figures.md': b'old'}


def test_command(results, prepared, held_out, unrendered, monkeypatch, capsys):
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(
        n_train=2, n_eval=3))
    installed = []
    monkeypatch.setattr(command, 'use_engine', lambda *args: installed.append(1))
    options = ['--out', str(results), '--data', str(prepared)]
    assert main(['figures', *options, '--photos', f'{held_out.ids[0]},7']) == 2
    assert capsys.readouterr().err.startswith('error: photo 7 is not')
    assert main(['figures', *options, '--n-photos', '1']) == 0
    printed = capsys.readouterr()
    assert printed.err == '' and installed
    assert printed.out.splitlines()[-1] == str(out(results) / 'figures.md')
