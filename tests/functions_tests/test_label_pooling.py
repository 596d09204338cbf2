"""P_0..P_5: no object is lost, and the maps equal two slow max poolings."""

import chainer.functions as F
import numpy as np
import pytest

from fashionseg.functions import label_pooling

# Level -> side of the target, and its windows on the 224 pixels: the three halvings
# of reading 2 compose to stride 4, 8, 16, 32; then 7 -> 3 with a border of one cell.
SIDES = {1: 56, 2: 28, 3: 14, 4: 7, 5: 3, 6: 1}
CELLS = {1: 4, 2: 8, 3: 16, 4: 32}


def window(level, cell):
    """First and last + 1 pixel of a cell, along one axis."""
    if level in CELLS:
        return cell * CELLS[level], (cell + 1) * CELLS[level]
    if level == 5:  # cells -1..1, 2..4, 5..7 of the 7
        return max(0, 32 * (3 * cell - 1)), min(224, 32 * (3 * cell + 2))
    return 0, 224


def sets_of_classes(label, n_class):
    """Level -> (n_class, s, s): a set of pixels' classes for each window."""
    expected = {}
    for level, side in SIDES.items():
        expected[level] = np.zeros((n_class, side, side))
        for y in range(side):
            for x in range(side):
                part = label[slice(*window(level, y)), slice(*window(level, x))]
                for k in set(part.ravel().tolist()):
                    expected[level][k, y, x] = 1
    return expected


def chainer_poolings(labels, n_class):
    h = np.eye(n_class, dtype=np.float32)[labels].transpose(0, 3, 1, 2)
    h = F.max_pooling_2d(h, 2, 2, 0, cover_all=False)
    expected = {}
    for level in range(1, 5):
        h = expected[level] = F.max_pooling_2d(h, 2, 2, 0, cover_all=False)
    expected[5] = F.max_pooling_2d(h, 3, 3, 1, cover_all=False)
    expected[6] = F.max_pooling_2d(expected[5], 3, 3, 0, cover_all=False)
    return {level: h.array for level, h in expected.items()}


def speckled_labels():
    random = np.random.RandomState(0)
    labels = random.randint(0, 14, (2, 8, 7)).repeat(28, axis=1).repeat(32, axis=2)
    speckle = random.rand(2, 224, 224) < .002
    labels[speckle] = random.randint(0, 14, speckle.sum())
    labels[1][labels[1] == 5] = 0  # class 5 is missing in the second photo
    return labels.astype(np.int32)


def test_shapes_and_types_of_the_six_levels():
    pooled = label_pooling(np.zeros((2, 224, 224), np.int32))
    assert {i: p.shape for i, p in pooled.items()} == {
        1: (2, 14, 56, 56), 2: (2, 14, 28, 28), 3: (2, 14, 14, 14),
        4: (2, 14, 7, 7), 5: (2, 14, 3, 3), 6: (2, 14, 1, 1)}
    assert {p.dtype for p in pooled.values()} == {np.dtype(np.float32)}


def test_equals_the_set_of_classes_in_each_window():
    labels = speckled_labels()
    pooled = label_pooling(labels)
    for n, label in enumerate(labels):
        for level, expected in sets_of_classes(label, 14).items():
            np.testing.assert_array_equal(pooled[level][n], expected)


def test_equals_max_pooling_of_the_one_hot_label():
    labels = speckled_labels()
    pooled = label_pooling(labels)
    for level, expected in chainer_poolings(labels, 14).items():
        np.testing.assert_array_equal(pooled[level], expected)


def test_smallest_target_is_the_set_of_classes_in_the_photo():
    labels = speckled_labels()
    last = label_pooling(labels)[6]
    for n, label in enumerate(labels):
        assert set(np.flatnonzero(last[n])) == set(label.ravel().tolist())
    assert last[1, 5] == 0


def one_pixel_places():
    edges = [0, 1, 3, 31, 32, 63, 64, 111, 112, 159, 160, 222, 223]
    places = [(0, 0), (0, 223), (223, 0), (223, 223), (112, 112), (31, 160)]
    places += [(0, x) for x in edges] + [(223, x) for x in edges]
    places += [(y, 0) for y in edges] + [(y, 223) for y in edges]
    places += np.random.RandomState(1).randint(0, 224, (40, 2)).tolist()
    return places


def test_one_pixel_survives_at_every_scale_wherever_it_lies():
    places = one_pixel_places()
    labels = np.zeros((len(places), 224, 224), np.uint8)
    for n, (y, x) in enumerate(places):
        labels[n, y, x] = 1 + n % 13
    pooled = label_pooling(labels)
    for n, (y, x) in enumerate(places):
        for level in SIDES:
            cells = np.argwhere(pooled[level][n, 1 + n % 13])
            assert len(cells) == 1
            for at, cell in zip((y, x), cells[0]):
                first, end = window(level, cell)
                assert first <= at < end
            # The background around it stays, in this cell too.
            assert pooled[level][n, 0].all()


@pytest.mark.parametrize('dtype', ['uint8', 'int8', 'int32', 'int64'])
def test_type_of_the_labels_does_not_matter(dtype):
    labels = speckled_labels()[:1]
    for level, expected in label_pooling(labels).items():
        np.testing.assert_array_equal(
            label_pooling(labels.astype(dtype))[level], expected)


def test_number_of_classes_sets_the_channels():
    pooled = label_pooling(np.full((1, 224, 224), 2), n_class=3)
    assert pooled[6].ravel().tolist() == [0, 0, 1]
    wide = label_pooling(np.full((1, 224, 224), 15), n_class=16)
    assert wide[1][0, 15].all() and not wide[1][0, :15].any()
