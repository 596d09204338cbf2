import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import numpy as np
from PIL import Image
import pytest

from fashionseg.commands.main import main as command_line
from fashionseg.datasets import PreparedDataset, workers
from tests.datasets_tests.modanet_files import (
    rectangle, write_json, write_lmdb, write_photo)


def main(argv):
    return command_line(['prepare', *argv])

N = 40


def _content(n=N):
    """Photos of 4 x 6: a dress on the left half, on the even ones with a belt."""
    annotations = []
    for i in range(n - 1):
        annotations.append({'image_id': i, 'category_id': 6,
                            'segmentation': [rectangle(0, 0, 2, 6)]})
        if i % 2 == 0:
            annotations.append({'image_id': i, 'category_id': 2,
                                'segmentation': [rectangle(0, 2, 2, 3)]})
    for number, annotation in enumerate(annotations):
        annotation['id'] = number
    return {'annotations': annotations, 'images': [
        {'id': i, 'file_name': f'{i:07d}.jpg', 'width': 4, 'height': 6}
        for i in range(n)]}


class ModaNet:
    """The files of one call, and the call."""

    def __init__(self, folder):
        self.folder = folder
        self.photos = folder / 'photos'
        self.photos.mkdir()
        for image in _content()['images']:
            write_photo(self.photos / image['file_name'], (4, 6), image['id'])
        self.json = write_json(folder / 'train.json', _content())

    def argv(self, *options, photos=None, out='d'):
        return ['modanet', '--out', str(self.folder / out), '--modanet-json',
                self.json, '--modanet-photos', str(photos or self.photos),
                '--least-instances', '0', *options]

    def index(self, out='d'):
        return json.loads((self.folder / out / 'index.json').read_text())


@pytest.fixture
def modanet(tmp_path):
    return ModaNet(tmp_path)


def _fails(capsys, argv, *words):
    capsys.readouterr()
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1
    for word in words:
        assert word in error


def test_prepared(modanet, capsys):
    assert main(modanet.argv()) == 0
    out = modanet.folder / 'd'
    train, held = (PreparedDataset(out, split) for split in ('train', 'eval'))
    # 40 photos * 2400 / 52377 = 1.8
    assert (len(train), len(held)) == (38, 2)
    for i, (photo, label) in zip(train.ids, train):
        row = 0 if i == f'{N - 1:07d}' else 6
        assert (label[0] == [row, row, 0, 0]).all()
        assert label[2, 0] == (2 if int(i) % 2 == 0 else row)
    index = modanet.index()
    assert {key: index['source'][key] for key in (
        'overlap', 'seed', 'n_train', 'n_eval', 'least_instances')} == {
        'overlap': 'larger-first', 'seed': 0, 'n_train': 38, 'n_eval': 2,
        'least_instances': 0}
    # Belts lie on 2 of 24 pixels of 20 of 40 photos.
    assert index['findings'] == {
        'left_out': {'missing': [], 'unreadable': [], 'other_size': []},
        'without_annotations': 1, 'overlap_share': 20 * 2 / (40 * 24)}
    assert index['photos'][0]['overlap_pixels'] == 2
    assert 'larger-first decides 4.17% of the pixels' in capsys.readouterr().out
    assert sorted(os.listdir(modanet.folder)) == ['d', 'photos', 'train.json']


@pytest.mark.parametrize('rule, belt', [('last-wins', 2), ('first-wins', 6)])
def test_overlap_rule(modanet, rule, belt):
    assert main(modanet.argv('--overlap', rule)) == 0
    index = modanet.index()
    assert index['source']['overlap'] == rule
    label = np.array(Image.open(modanet.folder / 'd' / 'labels' / '0000000.png'))
    assert label[2, 0] == belt


def test_lmdb_gives_the_same(modanet):
    path = write_lmdb(modanet.folder / 'photos.lmdb', {
        str(int(path.stem)).encode(): path.read_bytes()
        for path in modanet.photos.iterdir()} | {b'999': b'not asked for'})
    assert main(modanet.argv()) == 0
    assert main(modanet.argv(photos=path, out='e')) == 0
    assert modanet.index('d') == modanet.index('e')
    # And is found again whichever is given.
    assert main(modanet.argv(photos=path)) == 0


def test_photos_that_cannot_be_used(modanet, capsys):
    (modanet.photos / '0000003.jpg').unlink()
    (modanet.photos / '0000011.jpg').unlink()
    (modanet.photos / '0000004.jpg').write_bytes(b'version https://git-lfs')
    write_photo(modanet.photos / '0000005.jpg', (6, 4))
    assert main(modanet.argv()) == 0
    error = capsys.readouterr().err
    assert '2 photos are left out, not found' in error
    assert '1 photos are left out, unreadable' in error and '0000004' in error
    assert 'of another size' in error and '0000005' in error
    index = modanet.index()
    assert index['findings']['left_out'] == {
        'missing': ['0000003', '0000011'], 'unreadable': ['0000004'],
        'other_size': ['0000005']}
    ids = [photo['id'] for photo in index['photos']]
    assert len(ids) == 36 and not {'0000003', '0000004', '0000005'} & set(ids)
    assert len(os.listdir(modanet.folder / 'd' / 'photos')) == 36


def test_most_missing(modanet, capsys):
    (modanet.photos / '0000003.jpg').unlink()
    write_photo(modanet.photos / '0000005.jpg', (6, 4))
    # One photo of 40 is 0.025.
    _fails(capsys, modanet.argv('--most-missing', '0.02'), '1 of 40 photos',
           '0.02', 'first is 0000003')
    assert not (modanet.folder / '.prepare-d').exists()
    _fails(capsys, modanet.argv('--most-missing', '0.025'), '2 of 40 photos',
           '0.025', '0000005', '6 x 4', '4 x 6')
    # The same call that allows more goes on.
    assert main(modanet.argv('--most-missing', '0.05')) == 0
    assert 'going on with' in capsys.readouterr().err


def test_split_is_made_again_without_bad_photos(modanet):
    assert main(modanet.argv('--n-eval', '4', '--n-train', '10')) == 0
    first = {p['id']: p['split'] for p in modanet.index()['photos']}
    assert sorted(first.values()) == ['eval'] * 4 + ['train'] * 10
    held = min(i for i, split in first.items() if split == 'eval')
    (modanet.photos / f'{held}.jpg').write_bytes(b'no photo')
    assert main(modanet.argv('--n-eval', '4', '--n-train', '10', out='e')) == 0
    index = modanet.index('e')
    again = {p['id']: p['split'] for p in index['photos']}
    assert held not in again
    assert sorted(again.values()) == ['eval'] * 4 + ['train'] * 10
    assert index['findings']['left_out']['unreadable'] == [held]
    # Nothing is left of photos that take no part in the end.
    for kind, suffix in (('photos', 'jpg'), ('labels', 'png')):
        assert sorted(os.listdir(modanet.folder / 'e' / kind)) == sorted(
            f'{i}.{suffix}' for i in again)


def test_least_instances_hold_after_bad_photos(modanet):
    # Headwear (12) in six photos, four of them bad; all other classes in thirty.
    rare = [3, 8, 13, 21, 30, 34]
    content = _content()
    content['annotations'] = [
        {'id': 100 * c + i, 'image_id': i, 'category_id': c,
         'segmentation': [rectangle(3, 0, 4, 1)]}
        for c in range(1, 14) for i in (rare if c == 12 else range(30))]
    write_json(modanet.folder / 'train.json', content)
    for i in rare[:4]:
        (modanet.photos / f'{i:07d}.jpg').write_bytes(b'')
    assert main(modanet.argv('--n-eval', '8', '--least-instances', '2')) == 0
    held = [p for p in modanet.index()['photos'] if p['split'] == 'eval']
    assert len(held) == 8
    assert sum(p['instances'].get('12', 0) for p in held) == 2


def test_impossible_split(modanet, capsys):
    _fails(capsys, modanet.argv('--least-instances', '5'), 'bag', '0 annotations')
    assert not (modanet.folder / 'd').exists()


def test_options_that_are_not_given_ask_for_nothing(modanet, capsys):
    assert main(modanet.argv('--overlap', 'last-wins', '--seed', '3')) == 0
    before = modanet.index()
    plain = modanet.argv()[:-2]
    capsys.readouterr()
    assert main(plain) == 0
    assert 'last-wins decides' in capsys.readouterr().out
    assert main(plain + ['--seed', '3']) == 0
    assert modanet.index() == before
    _fails(capsys, plain + ['--seed', '0'], 'other data (not the same seed)')
    _fails(capsys, plain + ['--overlap', 'larger-first'], 'not the same overlap')
    (modanet.photos / '0000003.jpg').unlink()
    _fails(capsys, plain, 'not the same files', 'remove it or choose another folder')


def test_seed_decides_the_split(modanet):
    ids = []
    for seed in ('0', '1', '0'):
        out = f'd{len(ids)}'
        assert main(modanet.argv('--seed', seed, out=out)) == 0
        ids.append(PreparedDataset(modanet.folder / out, 'eval').ids)
    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize('options, words', [
    (['--seed', '-1'], "--seed: '-1' is not"),
    (['--least-instances', '-1'], "--least-instances: '-1' is not"),
    (['--most-missing', '2'], "--most-missing: '2' is not a number from 0 to 1"),
    (['--most-missing', 'nan'], "--most-missing: 'nan' is not"),
    (['--n-eval', '0'], '--n-eval'),
    (['--n-train', '99'], '--n-train'),
])
def test_bad_options(modanet, capsys, options, words):
    _fails(capsys, modanet.argv(*options), words)
    assert not (modanet.folder / 'd').exists()


def test_bad_files(modanet, capsys):
    _fails(capsys, modanet.argv(photos=modanet.folder / 'x'), 'no photos at')
    write_json(modanet.folder / 'train.json', {'images': _content()['images']})
    _fails(capsys, modanet.argv(), 'official validation file')


def _start(modanet):
    environment = {**os.environ, 'PYTHONPATH': os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, '-m', 'fashionseg', 'prepare', *modanet.argv()],
        env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True)


@pytest.mark.skipif(not hasattr(signal, 'SIGKILL'), reason='no kill here')
def test_interrupted_and_killed_calls_go_on(modanet, tmp_path, monkeypatch):
    n = 800
    write_json(tmp_path / 'train.json', _content(n))
    for i in range(N, n):
        os.link(modanet.photos / '0000001.jpg', modanet.photos / f'{i:07d}.jpg')
    journal = tmp_path / '.prepare-d' / 'journal.jsonl'
    done = 0
    # Ctrl-C reaches all processes, as does what ends a batch job; a kill one.
    for send, number, status in (
            (os.killpg, signal.SIGINT, {130}), (os.killpg, signal.SIGTERM, {2, 143}),
            (os.kill, signal.SIGKILL, {-signal.SIGKILL})):
        process = _start(modanet)
        while not journal.exists() or journal.read_text().count('"id"') <= done:
            assert process.poll() is None, process.stderr.read()
            time.sleep(.005)
        send(process.pid, number)
        _, error = process.communicate(timeout=60)
        assert process.returncode in status
        assert 'Traceback' not in error
        assert not (tmp_path / 'd').exists()
        before, done = done, journal.read_text().count('"id"')
        assert before < done < n
    process = _start(modanet)
    _, error = process.communicate()
    assert process.returncode == 0 and f'going on with {done} photos' in error
    assert not (tmp_path / '.prepare-d').exists()
    monkeypatch.setattr(workers, 'FEWEST_JOBS', n + 1)
    assert main(modanet.argv(out='e')) == 0
    assert modanet.index('d') == modanet.index('e')
    for path in pathlib.Path(tmp_path / 'e').rglob('*.*'):
        other = tmp_path / 'd' / path.relative_to(tmp_path / 'e')
        assert path.read_bytes() == other.read_bytes()
