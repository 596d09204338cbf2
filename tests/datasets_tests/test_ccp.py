import collections
import pathlib

import numpy as np
from PIL import Image
import pytest
import scipy.io

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.ccp import list_ccp, read_ccp_label
from fashionseg.datasets.ccp_tags import CCP_TAGS
from fashionseg.errors import UserError

CLONE = pathlib.Path(__file__).parents[3] / 'shared' / 'data' / 'ccp'


def _tag_list(tags):
    cells = np.empty((1, len(tags)), object)
    cells[0] = [np.array([tag]) for tag in tags]
    return {'label_list': cells}


@pytest.fixture
def clone(tmp_path):
    (tmp_path / 'photos').mkdir()
    (tmp_path / 'annotations' / 'pixel-level').mkdir(parents=True)
    tags = ['null', 'skin', 'purse', 'wedges', 'cape', 'tie']
    scipy.io.savemat(tmp_path / 'label_list.mat', _tag_list(tags))
    Image.new('RGB', (3, 2)).save(tmp_path / 'photos' / '0001.jpg')
    Image.new('RGB', (3, 2)).save(tmp_path / 'photos' / '0002.jpg')
    _annotate(tmp_path, [[0, 1, 2], [3, 4, 5]])
    return tmp_path


def _annotate(root, tags, key='groundtruth'):
    scipy.io.savemat(root / 'annotations' / 'pixel-level' / '0001.mat',
                     {key: np.array(tags, np.uint8)})


def test_tags_become_classes(clone):
    (job,) = list_ccp(str(clone))
    label, instances = read_ccp_label(job)
    # null, skin, bag / footwear, outer, scarf & tie
    np.testing.assert_array_equal(label, [[0, 0, 1], [4, 5, 13]])
    assert label.dtype == np.uint8
    assert instances == {1: 1, 4: 1, 5: 1, 13: 1}


def test_every_tag_once():
    assert len(CCP_TAGS) == 59
    count = collections.Counter(CCP_TAGS.values())
    # Counted by hand from the description of the mapping.
    assert [count[c] for c in range(14)] == [17, 3, 1, 1, 9, 12, 1, 2, 3, 5, 1, 1, 1, 2]


@pytest.mark.parametrize('tag, name', [
    ('wallet', 'bag'), ('clogs', 'footwear'), ('romper', 'outer'), ('vest', 'outer'),
    ('jumper', 'outer'), ('glasses', 'sunglasses'), ('leggings', 'pants'),
    ('bodysuit', 'top'), ('t-shirt', 'top'), ('hat', 'headwear'),
    ('tie', 'scarf & tie'), ('skirt', 'skirts'), ('socks', 'background'),
    ('tights', 'background'),
    ('stockings', 'background'), ('null', 'background'), ('swimwear', 'background')])
def test_some_tags(tag, name):
    assert CLASS_NAMES[CCP_TAGS[tag]] == name


def _fails(root, words):
    with pytest.raises(UserError, match=words):
        for job in list_ccp(str(root)):
            read_ccp_label(job)


def test_missing_folder(clone):
    _fails(clone / 'nowhere', 'no folder')
    _fails(clone / 'photos', 'no label_list.mat')


def test_no_annotations(clone):
    (clone / 'annotations' / 'pixel-level' / '0001.mat').unlink()
    _fails(clone, 'has no .mat files')
    (clone / 'annotations' / 'pixel-level').rmdir()
    _fails(clone, 'pixel-level cannot be read')


def test_missing_photo(clone):
    (clone / 'photos' / '0001.jpg').unlink()
    _fails(clone, 'photo 0001: .*0001.jpg')


def test_damaged_annotation(clone):
    (clone / 'annotations' / 'pixel-level' / '0001.mat').write_bytes(b'MATLAB' * 40)
    _fails(clone, '0001.mat is damaged')
    _annotate(clone, [[0]], key='other')
    _fails(clone, '0001.mat is damaged')


def test_unknown_tag_number(clone):
    _annotate(clone, [[0, 1, 6]])
    _fails(clone, 'photo 0001: .*tag number 6')


def test_unknown_tag(clone):
    scipy.io.savemat(clone / 'label_list.mat', _tag_list(['null', 'kimono']))
    _fails(clone, "unknown tag 'kimono'")


@pytest.mark.skipif(not CLONE.is_dir(), reason='no clone of Clothing Co-Parsing')
def test_real_clone():
    jobs = list_ccp(str(CLONE))
    assert len(jobs) == 800
    assert len(jobs[0]['classes']) == 59
    # Tag numbers of the clone's list: 2 bag, 41 skin, 42 skirt, 54 top.
    assert [jobs[0]['classes'][i] for i in (2, 41, 42, 54)] == [1, 0, 11, 9]
    tags = scipy.io.loadmat(jobs[0]['annotation'])['groundtruth']
    label, _ = read_ccp_label(jobs[0])
    np.testing.assert_array_equal(label == 11, tags == 42)
