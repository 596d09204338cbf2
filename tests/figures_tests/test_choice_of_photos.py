"""Which photos a figure shows when nobody says."""

import types

import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.figures.choose_photos import choose_photos
from fashionseg.figures.choose_pooling_photo import choose_pooling_photo
from fashionseg.figures.find_photo import find_photo

CLASSES = {'a': (0, 4), 'b': (0, 1, 2, 3), 'c': (0, 1, 4, 5), 'd': (0, 6)}


class Photos(types.SimpleNamespace):
    def __len__(self):
        return len(self.ids)


@pytest.fixture
def photos():
    entries = [{'id': key, 'pixels': dict({str(c): 1 for c in classes}, **{'13': 0})}
               for key, classes in CLASSES.items()]
    # A photo of the other split does not count.
    entries.insert(0, {'id': 'x', 'pixels': {str(c): 1 for c in range(14)}})
    return Photos(ids=list(CLASSES), index={'photos': entries}, name='ccp', root='R')


def test_each_next_photo_shows_the_most_new_classes(photos):
    # b and c have four, b is first; c brings 4 and 5; d brings 6; nothing is new in a.
    assert choose_photos(photos, 3) == [1, 2, 3]
    assert choose_photos(photos, 4) == [1, 2, 3, 0]


def test_never_more_photos_than_there_are(photos):
    assert sorted(choose_photos(photos, 99)) == [0, 1, 2, 3]


def test_figure_3_shows_the_photo_that_loses_the_most():
    empty = np.zeros((100, 60), np.uint8)
    half, two = empty.copy(), empty.copy()
    half[50:] = 1  # lost at 1 x 1 only
    two[50:] = 1
    two[:2, 20:22] = 2
    photos = [(None, label) for label in (empty, half, two, two, half)]
    assert choose_pooling_photo(photos) == 2


def test_a_photo_by_its_id(photos):
    assert find_photo(photos, 'c') == 2
    with pytest.raises(UserError, match='photo x is not in the evaluation part of ccp'):
        find_photo(photos, 'x')


def test_a_similar_id_is_named():
    photos = Photos(ids=['0004', '0271'], name='ccp', root='R')
    with pytest.raises(UserError, match='such as 0271'):
        find_photo(photos, '271')
