import hashlib
from itertools import combinations
import random

import pytest

from fashionseg.classes import CLASS_NAMES, N_CLASS
from fashionseg.datasets.balanced_split import balanced_split
from fashionseg.datasets.split_lists import split_sha256
from fashionseg.errors import UserError
from fashionseg.tables.read_published import read_published

CLASSES = range(1, N_CLASS)


def _like_table_1(n_photo):
    """Counts of photos in which the classes are as frequent as in Table I."""
    counts = {}
    table = read_published()['data']
    for number in range(n_photo):
        here = {}
        for class_id, name in enumerate(CLASS_NAMES[1:], 1):
            share = (table['train'][name][0] + table['eval'][name][0]) / 52377
            digest = hashlib.sha256(f'{number} {class_id}'.encode()).digest()
            draw = int.from_bytes(digest[:6], 'big') / 2 ** 48
            if draw < share:
                here[class_id] = 1 + (draw < share / 4)
        counts[f'{number:07d}'] = here
    return counts


def _total(counts, split, class_id):
    return sum(counts[i].get(class_id, 0) for i in split if split[i] == 'eval')


def _check(counts, split, n_train, n_eval, least):
    parts = list(split.values())
    assert parts.count('train') == n_train and parts.count('eval') == n_eval
    assert len(split) == n_train + n_eval and set(split) <= set(counts)
    assert all(_total(counts, split, c) >= least for c in CLASSES)


@pytest.fixture(scope='module')
def counts():
    return _like_table_1(2000)


def test_first_draw_that_holds_is_taken_as_it_is(counts):
    split = balanced_split(counts, 1500, 100, 0, 7)
    order = sorted(
        counts, key=lambda i: hashlib.sha256(f'7:0:{i}'.encode()).hexdigest())
    assert split == {**dict.fromkeys(order[:100], 'eval'),
                     **dict.fromkeys(order[100:1600], 'train')}


@pytest.mark.parametrize('seed', range(20))
def test_every_class_has_enough(counts, seed):
    # About 12 of the rarest class are to be expected.
    split = balanced_split(counts, None, 100, 25, seed)
    _check(counts, split, 1900, 100, 25)


def test_repair_changes_little(counts):
    """Most of a draw stays, and nothing comes in beyond what is lacking."""
    split = balanced_split(counts, None, 100, 25, 0)
    order = sorted(
        counts, key=lambda i: hashlib.sha256(f'0:0:{i}'.encode()).hexdigest())
    assert sum(split[i] == 'eval' for i in order[:100]) > 60
    assert max(_total(counts, split, c) for c in (12, 13)) < 30


def test_same_on_every_version_and_machine(counts):
    split = balanced_split(counts, 1800, 100, 25, 3)
    photos = [{'id': i, 'split': part} for i, part in split.items()]
    assert split_sha256(photos) == (
        'ef6d3765b54e507be60a9fc66aa9f8bb9dc764f940dd3ec5ea13978b6359bb78')


def test_order_of_counts_does_not_matter_but_the_seed_does(counts):
    turned = {i: dict(reversed(c.items())) for i, c in reversed(counts.items())}
    split = balanced_split(counts, 1800, 100, 25, 3)
    assert balanced_split(turned, 1800, 100, 25, 3) == split
    assert balanced_split(counts, 1800, 100, 25, 4) != split


def test_last_annotations_of_a_class_are_found():
    """Every photo of class 13 has to be taken: there are as many as are needed."""
    counts = {str(i): dict.fromkeys(range(1, 13), 1) for i in range(300)}
    for i in range(0, 300, 50):
        counts[str(i)][13] = 1
    for seed in range(20):
        _check(counts, balanced_split(counts, None, 6, 6, seed), 294, 6, 6)


def test_two_photos_that_help_only_together_are_found():
    """From p3 and p4 no single change helps: p1 and p2 have to come both."""
    rest = range(4, N_CLASS)
    counts = {'p1': dict.fromkeys((1, 2), 1), 'p2': dict.fromkeys((3, *rest), 1),
              'p3': dict.fromkeys((1, *rest), 1), 'p4': dict.fromkeys((2, *rest), 1)}
    for seed in range(20):
        split = balanced_split(counts, None, 2, 1, seed)
        assert {i for i in split if split[i] == 'eval'} == {'p1', 'p2'}


def test_what_is_possible_is_found_in_small_sets():
    """Against all choices of photos, at the edge of what is possible."""
    rng = random.Random(0)
    n_possible = 0
    for _ in range(40):
        counts = {str(i): {c: rng.randrange(3) for c in CLASSES} for i in range(9)}
        for n_eval in (2, 4):
            best = max(min(sum(counts[i][c] for i in chosen) for c in CLASSES)
                       for chosen in combinations(counts, n_eval))
            _check(counts, balanced_split(counts, None, n_eval, best, 0),
                   9 - n_eval, n_eval, best)
            with pytest.raises(UserError):
                balanced_split(counts, None, n_eval, best + 1, 0)
            n_possible += best > 0
    assert n_possible > 30


def _all_classes(n_photo, **more):
    return {str(i): dict.fromkeys(CLASSES, 5) for i in range(n_photo)} | more


def test_too_few_of_a_class():
    counts = _all_classes(20)
    for c in counts.values():
        c[13] = 0
    counts['3'][13] = counts['4'][13] = 2
    with pytest.raises(UserError, match=(
            r'class 13 \(scarf & tie\) has 4 annotations in 20 photos; 10 of each '
            'class are needed in 5 photos for evaluation, where at most 4 are '
            'possible: give --least-instances 4 at most, or a larger --n-eval')):
        balanced_split(counts, None, 5, 10, 0)


def test_too_few_photos_for_a_class():
    with pytest.raises(UserError, match=(
            r'class \d+ \(.*\) has 100 annotations in 20 photos; 16 of each class are '
            'needed in 3 photos for evaluation, where at most 15 are possible')):
        balanced_split(_all_classes(20), None, 3, 16, 0)


def test_classes_that_exclude_each_other():
    """One photo for evaluation cannot show both halves of the classes."""
    counts = {str(i): dict.fromkeys(range(1, 7) if i % 2 else range(7, 14), 1)
              for i in range(10)}
    with pytest.raises(UserError, match=(
            r'class \d+ \(.*\) has 5 annotations in 10 photos; 1 of each class are '
            'needed in 1 photos for evaluation, where at most 0 are possible')):
        balanced_split(counts, None, 1, 1, 0)


def test_photos_cannot_be_halved():
    """Half of each of these six photos would do, but three whole ones do not."""
    counts = {str(pair): dict.fromkeys((*pair, *range(7, N_CLASS)), 1)
              for three in ((1, 2, 3), (4, 5, 6)) for pair in combinations(three, 2)}
    _check(counts, balanced_split(counts, None, 4, 1, 0), 2, 4, 1)
    with pytest.raises(UserError, match=(
            r'no split was found that has 1 annotations of each class in 3 photos: '
            r'class [1-6] \(.*\) has 2 annotations in 6 photos and came to 0')):
        balanced_split(counts, None, 3, 1, 0)


@pytest.mark.parametrize('n_train, n_eval', [(None, 20), (None, 0), (16, 5), (0, 5)])
def test_sizes_that_do_not_fit(n_train, n_eval):
    with pytest.raises(UserError, match='20 photos cannot be split'):
        balanced_split(_all_classes(20), n_train, n_eval, 0, 0)
