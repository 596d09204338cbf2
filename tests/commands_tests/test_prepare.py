import hashlib
import os
import pathlib

import numpy as np
from PIL import Image
import pytest
import scipy.io

from fashionseg.commands.main import main as command_line
from fashionseg.commands.prepare import prepare
from fashionseg.datasets import PreparedDataset
from fashionseg.errors import UserError


def main(argv):
    return command_line(['prepare', *argv])

CLONE = pathlib.Path(__file__).parents[3] / 'shared' / 'data' / 'ccp'


@pytest.fixture(scope='module')
def generated(tmp_path_factory):
    out = tmp_path_factory.mktemp('data') / 'generated'
    argv = ['generated', '--out', str(out), '--n-train', '8', '--n-eval', '8']
    assert main(argv) == 0
    return out


@pytest.fixture
def ccp(tmp_path):
    root = tmp_path / 'clone'
    (root / 'photos').mkdir(parents=True)
    (root / 'annotations' / 'pixel-level').mkdir(parents=True)
    cells = np.empty((1, 2), object)
    cells[0] = [np.array(['null']), np.array(['dress'])]
    scipy.io.savemat(root / 'label_list.mat', {'label_list': cells})
    for i in range(8):
        Image.new('RGB', (4, 6)).save(root / 'photos' / f'{i:04d}.jpg')
        scipy.io.savemat(root / 'annotations' / 'pixel-level' / f'{i:04d}.mat',
                         {'groundtruth': np.full((6, 4), i % 2, np.uint8)})
    return root


def _fails(capsys, argv, *words):
    """Exit 2 with one line that holds all words; nothing is made."""
    folder = os.path.dirname(argv[argv.index('--out') + 1])
    before = sorted(os.listdir(folder))
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1
    for word in words:
        assert word in error
    assert sorted(os.listdir(folder)) == before


def test_generated(generated, capsys):
    train, held = (PreparedDataset(generated, s) for s in ('train', 'eval'))
    assert train.ids == [f'{i:07d}' for i in range(1, 9)]
    assert held.ids == [f'{i:07d}' for i in range(9, 17)]
    assert train.name == 'generated'
    photo, label = held[0]
    assert photo.shape == (600, 400, 3) and label.shape == (600, 400)
    assert os.listdir(generated.parent) == [generated.name]


def test_generated_photo_is_the_same_in_another_split(generated, tmp_path):
    prepare('generated', str(tmp_path / 'd'), n_train=1, n_eval=1)
    first = PreparedDataset(tmp_path / 'd', 'eval').index['photos'][1]
    same = PreparedDataset(generated, 'train').index['photos'][1]
    assert first.pop('split') == 'eval' and same.pop('split') == 'train'
    assert first == same


def test_again_is_reused(generated, capsys):
    before = (generated / 'index.json').stat()
    argv = ['generated', '--out', str(generated), '--n-train', '8', '--n-eval', '8']
    assert main(argv) == 0
    assert (generated / 'index.json').stat() == before
    assert '8 photos for training, 8 for evaluation' in capsys.readouterr().out


def test_id_lists_and_their_hash(generated):
    lists = [(generated / f'{part}.txt').read_bytes() for part in ('train', 'eval')]
    assert lists[1].decode().split() == ['#', 'eval', *(
        f'{i:07d}' for i in range(9, 17))]
    assert hashlib.sha256(b''.join(lists)).hexdigest() == PreparedDataset(
        generated, 'eval').split_sha256


def test_other_content_is_kept(generated, capsys, tmp_path):
    argv = ['generated', '--out', str(generated), '--n-train', '8', '--n-eval', '8']
    _fails(capsys, argv + ['--seed', '1'], 'holds other data', 'remove it')
    (tmp_path / 'mine').mkdir()
    (tmp_path / 'mine' / 'thesis.txt').write_text('x')
    _fails(capsys, ['generated', '--out', str(tmp_path / 'mine')], 'other data')
    assert (tmp_path / 'mine' / 'thesis.txt').exists()
    (tmp_path / 'file').write_text('x')
    _fails(capsys, ['generated', '--out', str(tmp_path / 'file')], 'other data')


@pytest.mark.parametrize('damage', ['photo', 'index', 'list'])
def test_damaged_is_not_reused(capsys, tmp_path, ccp, damage):
    argv = ['ccp', '--out', str(tmp_path / 'd'), '--ccp-root', str(ccp)]
    assert main(argv) == 0
    capsys.readouterr()
    if damage == 'photo':
        (tmp_path / 'd' / 'photos' / '0000.jpg').unlink()
    elif damage == 'list':
        (tmp_path / 'd' / 'eval.txt').write_text('# eval\n')
    else:
        path = tmp_path / 'd' / 'index.json'
        path.write_text(path.read_text().replace('"train"', '"eval"', 1))
    _fails(capsys, argv, 'is damaged', 'remove it')


def test_folder_of_the_first_version_is_reused(tmp_path, ccp):
    argv = ['ccp', '--out', str(tmp_path / 'd'), '--ccp-root', str(ccp)]
    assert main(argv) == 0
    for part in ('train', 'eval'):
        (tmp_path / 'd' / f'{part}.txt').unlink()
    assert main(argv) == 0


def test_empty_folder_is_filled(tmp_path, ccp):
    (tmp_path / 'd').mkdir()
    prepare('ccp', str(tmp_path / 'd'), ccp_root=str(ccp))
    assert len(PreparedDataset(tmp_path / 'd', 'train')) == 6


def test_ccp_quarter_for_evaluation(tmp_path, ccp):
    prepare('ccp', str(tmp_path / 'd'), ccp_root=str(ccp))
    train, held = (PreparedDataset(tmp_path / 'd', s) for s in ('train', 'eval'))
    assert (len(train), len(held), held.name) == (6, 2, 'ccp')
    _, label = train[0]
    assert np.unique(label).tolist() == [6 * (int(train.ids[0]) % 2)]


def test_changed_source_is_other_content(tmp_path, ccp, capsys):
    argv = ['ccp', '--out', str(tmp_path / 'd'), '--ccp-root', str(ccp)]
    assert main(argv) == 0
    Image.new('RGB', (4, 6), 'red').save(ccp / 'photos' / '0003.jpg', quality=20)
    capsys.readouterr()
    _fails(capsys, argv, 'holds other data')


def test_sources_must_be_given(tmp_path, capsys):
    out = ['--out', str(tmp_path / 'd')]
    _fails(capsys, ['ccp', *out], '--ccp-root')
    _fails(capsys, ['modanet', *out], '--modanet-json', '--modanet-photos')
    _fails(capsys, ['ccp', *out, '--ccp-root', str(tmp_path / 'x')], 'no folder')
    _fails(capsys, ['generated', *out, '--seed', '-1'], '--seed')
    _fails(capsys, ['generated', *out, '--n-train', '0'], '--n-train')


def test_disk_without_room(tmp_path, capsys, monkeypatch):
    class Usage:
        free = 1000
    monkeypatch.setattr('shutil.disk_usage', lambda path: Usage)
    _fails(capsys, ['generated', '--out', str(tmp_path / 'd')], 'free some room')


def test_unknown_words(tmp_path):
    for argv in (['imagenet', '--out', 'x'], ['ccp'],
                 ['ccp', '--out', 'x', '--ccproot']):
        assert main(argv) == 2
    with pytest.raises(UserError, match="no data set 'imagenet'"):
        prepare('imagenet', str(tmp_path / 'd'))


@pytest.mark.skipif(not CLONE.is_dir(), reason='no clone of Clothing Co-Parsing')
def test_real_ccp(tmp_path):
    prepare('ccp', str(tmp_path / 'd'), ccp_root=str(CLONE), n_train=20, n_eval=10)
    train = PreparedDataset(tmp_path / 'd', 'train')
    assert len(train) == 20
    assert all(photo.shape[:2] == label.shape for photo, label in train)
