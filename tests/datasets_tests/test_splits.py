import hashlib
import subprocess

import pytest

from fashionseg.datasets.split_lists import split_lists, split_sha256
from fashionseg.datasets.splits import split_by_hash
from fashionseg.errors import UserError

IDS = [f'{i:04d}' for i in range(1, 21)]


def test_lowest_hashes_are_for_evaluation():
    split = split_by_hash(IDS, None, 5)
    assert list(split.values()).count('eval') == 5 and len(split) == 20
    worst = max(int(hashlib.sha256(i.encode()).hexdigest(), 16)
                for i in IDS if split[i] == 'eval')
    assert all(int(hashlib.sha256(i.encode()).hexdigest(), 16) > worst
               for i in IDS if split[i] == 'train')


def test_fewer_photos_are_a_part_of_more():
    few, many = split_by_hash(IDS, 4, 5), split_by_hash(IDS, None, 5)
    assert len(few) == 9
    assert all(many[i] == s for i, s in few.items())


def test_order_of_ids_does_not_matter():
    assert split_by_hash(IDS, 4, 5) == split_by_hash(IDS[::-1], 4, 5)


@pytest.mark.parametrize('n_train, n_eval', [(None, 20), (None, 0), (16, 5), (0, 5),
                                             (None, 21), (-1, 3)])
def test_too_many_or_too_few(n_train, n_eval):
    with pytest.raises(UserError, match='20 photos cannot be split'):
        split_by_hash(IDS, n_train, n_eval)


def test_hash_of_the_lists_is_what_sha256sum_gives(tmp_path):
    photos = [{'id': 'b', 'split': 'train'}, {'id': 'c', 'split': 'eval'},
              {'id': 'a', 'split': 'train'}]
    lists = split_lists(photos)
    assert lists == {'train': '# train\na\nb\n', 'eval': '# eval\nc\n'}
    for split, text in lists.items():
        (tmp_path / f'{split}.txt').write_text(text)
    printed = subprocess.run('cat train.txt eval.txt | sha256sum', shell=True,
                             cwd=tmp_path, capture_output=True, text=True).stdout
    assert printed.split()[0] == split_sha256(photos)


def test_hash_tells_another_split_of_the_same_photos():
    photos = [{'id': 'a', 'split': 'train'}, {'id': 'b', 'split': 'train'},
              {'id': 'c', 'split': 'eval'}]
    moved = [photos[0], {'id': 'b', 'split': 'eval'}, photos[2]]
    assert split_sha256(photos) != split_sha256(moved)
