import hashlib

import pytest

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
