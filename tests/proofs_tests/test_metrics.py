"""The evaluator against ChainerCV and against SciPy with loops, to 1e-9."""

import pathlib

from chainercv.evaluations import eval_semantic_segmentation
import numpy as np
import pytest
import scipy.ndimage

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.ccp import list_ccp, read_ccp_label
from fashionseg.metrics import SegmentationScores, photo_iou, photo_iou_plus
from tests.proofs_tests.metrics_again import (
    iou, iou_plus, mean_of_classes, mean_of_photos)

CLONE = pathlib.Path(__file__).parents[3] / 'shared' / 'data' / 'ccp'
N_CLASS = 14
OPTIONS = [(connectivity, absent) for connectivity in (4, 8)
           for absent in ('left-out', 'one')]


def blobs(random, classes, shape):
    """Smooth patches: each pixel takes the class whose blurred noise is highest."""
    noise = random.rand(len(classes), *shape)
    blurred = [scipy.ndimage.gaussian_filter(part, 2.5) for part in noise]
    return classes[np.argmax(blurred, axis=0)]


def noise(random, classes, shape):
    return random.choice(classes, shape)


def one_class(random, classes, shape):
    return np.full(shape, classes[0])


def rectangles(random, classes, shape):
    label = np.zeros(shape, int)
    for k in classes:
        top, left = (random.randint(0, side) for side in shape)
        label[top:top + 9, left:left + 7] = k
    return label


def stripes(random, classes, shape):
    """Diagonals, which 8 neighbours join and 4 do not."""
    y, x = np.indices(shape)
    return classes[(x + y) % len(classes)]


def disturbed(random, label):
    """A copy, shifted, speckled or with two classes made one; or all of it."""
    label, kind = label.copy(), random.randint(4)
    if kind in (0, 3):
        label = np.roll(label, random.randint(-6, 7, 2), axis=(0, 1))
    if kind in (1, 3):
        speckle = random.rand(*label.shape) < .02
        label[speckle] = random.randint(0, N_CLASS, speckle.sum())
    if kind in (2, 3):
        held = np.unique(label)
        label[label == random.choice(held)] = random.choice(held)
    return label


def make_pairs(n):
    """Truth and prediction of 1 x 1 up to 48 x 48 pixels, class 13 in neither."""
    random = np.random.RandomState(0)
    makers = [blobs, noise, one_class, rectangles, stripes]
    for i in range(n):
        shape = (1, 1) if i == 0 else random.randint(1, 49, 2)
        classes = random.permutation(13)[:random.randint(1, 14)]
        truth = makers[i % 5](random, classes, shape)
        if i % 2:
            yield truth, np.minimum(disturbed(random, truth), 12)
        else:
            yield truth, makers[i // 5 % 5](random, random.permutation(13)[:4], shape)


@pytest.fixture(scope='module')
def random_pairs():
    return list(make_pairs(200))


@pytest.fixture(scope='module')
def real_pairs():
    if not CLONE.is_dir():
        pytest.skip('no clone of Clothing Co-Parsing')
    random, pairs = np.random.RandomState(1), []
    for job in list_ccp(str(CLONE))[::8]:
        label, _ = read_ccp_label(job)
        # As the evaluation transform does.
        rows, columns = (np.arange(224) * side // 224 for side in label.shape)
        truth = label[np.ix_(rows, columns)]
        pairs.append((truth, disturbed(random, truth)))
    assert len(pairs) == 100
    return pairs


def close(ours, expected):
    """Same numbers to 1e-9, and no number in the same places."""
    assert len(ours) == len(expected)
    for a, b in zip(ours, expected):
        assert (a is None) == (b is None)
        assert a is None or abs(a - b) < 1e-9


def check_set(pairs, options):
    """Every score of the evaluator, of each photo and of the whole set."""
    terms = [[iou(*pair, k) for k in range(N_CLASS)] for pair in pairs]
    for pair, expected in zip(pairs, terms):
        np.testing.assert_allclose(
            photo_iou(*pair, N_CLASS), np.array(expected, float), rtol=0, atol=1e-9)
    plus = {}
    for connectivity in {connectivity for connectivity, _ in options}:
        plus[connectivity] = []
        for pair in pairs:
            expected = [iou_plus(*pair, k, connectivity) for k in range(N_CLASS)]
            np.testing.assert_allclose(
                photo_iou_plus(*pair, N_CLASS, connectivity),
                np.array(expected, float), rtol=0, atol=1e-9)
            plus[connectivity].append(expected)
    truths, predictions = zip(*pairs)
    with np.errstate(invalid='ignore'):  # 0 / 0 of a class that no photo holds
        pooled = eval_semantic_segmentation(predictions, truths)
    for connectivity, absent in options:
        scores = SegmentationScores(N_CLASS, connectivity, absent)
        for pair in pairs:
            scores.update(*pair)
        computed = scores.compute()
        for name, by_photo in (('iou', terms), ('iou_plus', plus[connectivity])):
            expected = [mean_of_photos(column, absent) for column in zip(*by_photo)]
            assert list(computed[name]) == list(CLASS_NAMES)
            close(list(computed[name].values()), expected)
            close([computed['m' + name]], [mean_of_classes(expected)])
        expected = [None if np.isnan(value) else value for value in pooled['iou']]
        expected += [None] * (N_CLASS - len(expected))
        close(list(computed['pooled_iou'].values()), expected)
        close([computed['pooled_miou']], [pooled['miou']])
    return terms, plus


def test_200_random_pairs(random_pairs):
    terms, plus = check_set(random_pairs, OPTIONS)
    # The pairs are worth the comparison: classes in neither map, in one of the two and
    # in both, pieces that touch at corners, a class that no photo holds.
    flat = [term for photo in terms for term in photo]
    assert flat.count(None) > 200 and flat.count(0) > 200 and flat.count(1) > 20
    assert sum(0 < term < 1 for term in flat if term is not None) > 200
    assert sum(a != b for a, b in zip(plus[4], plus[8])) > 50
    assert all(photo[13] is None for photo in terms)


def test_each_random_pair_as_a_set_of_its_own(random_pairs):
    for truth, prediction in random_pairs[:60]:
        check_set([(truth, prediction)], [(8, 'one')])


def test_100_real_labels_and_disturbed_copies(real_pairs):
    terms, plus = check_set(real_pairs, OPTIONS)
    assert {len(set(np.unique(truth))) for truth, _ in real_pairs} >= {3, 4, 5, 6, 7}
    held = [[term for term in photo if term is not None] for photo in terms]
    assert sum(min(photo) < 1 for photo in held) > 90
