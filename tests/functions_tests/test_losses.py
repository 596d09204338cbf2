"""Eqs. 3, 5, 6, 7 and 15 against loops that follow reading 3 word for word."""

import math

import chainer
import numpy as np
import pytest

from fashionseg.functions import (
    guided_loss, image_pyramid_loss, label_pooling_loss, segmentation_loss,
    segmentation_pyramid_loss)

K = 3


def random_scores(levels, channels, sizes, n=2):
    random = np.random.RandomState(0)
    return {i: 2 * random.randn(n, channels, s, s) for i, s in zip(levels, sizes)}


def variables(scores, dtype='float64'):
    return {i: chainer.Variable(z.astype(dtype)) for i, z in scores.items()}


def random_labels(side, n=2):
    return np.random.RandomState(1).randint(0, K, (n, side, side)).astype(np.int32)


def softmax(scores):
    powers = [math.exp(z) for z in scores]
    return [power / sum(powers) for power in powers]


def plain_segmentation(score, labels):
    total = 0.
    for n, y, x in np.ndindex(*labels.shape):
        total -= math.log(softmax(score[n, :, y, x])[labels[n, y, x]])
    return total / labels.size


def plain_binary(p, t):
    """Minus Eq. 4's term of one element."""
    return -(t * math.log(p) + (1 - t) * math.log(1 - p))


def plain_ipl(scores, photos):
    """Each target element is the mean of its block of the photo."""
    total = 0.
    for i in range(1, 5):
        level, side = 0., 2 ** i
        for n, c, y, x in np.ndindex(*scores[i].shape):
            block = photos[n, c, y * side:(y + 1) * side, x * side:(x + 1) * side]
            p = 1 / (1 + math.exp(-scores[i][n, c, y, x]))
            level += plain_binary(p, sum(block.ravel()) / side ** 2)
        total += level / scores[i].size
    return total / 4


def plain_spl(scores, labels):
    total = 0.
    for i in range(1, 5):
        level = 0.
        for n, y, x in np.ndindex(scores[i].shape[0], *scores[i].shape[2:]):
            p = softmax(scores[i][n, :, y, x])
            truth = labels[n, y * 2 ** i, x * 2 ** i]
            level += sum(plain_binary(p[k], k == truth) for k in range(K))
        total += level / scores[i].size
    return total / 4


def plain_lpl(scores, labels):
    edges = {1: 4, 2: 8, 3: 16, 4: 32}
    total = 0.
    for i in range(1, 7):
        level = 0.
        for n, k, y, x in np.ndindex(*scores[i].shape):
            if i in edges:
                rows, columns = ((at * edges[i], (at + 1) * edges[i]) for at in (y, x))
            elif i == 5:
                rows, columns = ((max(0, 96 * at - 32), 96 * at + 64) for at in (y, x))
            else:
                rows = columns = (0, 224)
            there = (labels[n, slice(*rows), slice(*columns)] == k).any()
            p = 1 / (1 + math.exp(-scores[i][n, k, y, x]))
            level += plain_binary(p, float(there))
        total += level / scores[i].size
    return total / 6


def test_segmentation_loss_equals_the_plain_loop():
    score, labels = random_scores([0], K, [6])[0], random_labels(6)
    loss = segmentation_loss(chainer.Variable(score), labels)
    assert loss.dtype == np.float64
    assert float(loss.array) == pytest.approx(
        plain_segmentation(score, labels), abs=1e-12)


def test_image_pyramid_loss_equals_the_plain_loop():
    scores = random_scores(range(1, 5), 3, [16, 8, 4, 2])
    photos = np.random.RandomState(2).rand(2, 3, 32, 32)
    loss = image_pyramid_loss(variables(scores), photos)
    assert float(loss.array) == pytest.approx(plain_ipl(scores, photos), abs=1e-12)


def test_segmentation_pyramid_loss_equals_the_plain_loop():
    # Level 0 is the answer itself and is left to Eq. 3.
    scores = random_scores(range(5), K, [32, 16, 8, 4, 2])
    labels = random_labels(32)
    loss = segmentation_pyramid_loss(variables(scores), labels)
    assert float(loss.array) == pytest.approx(plain_spl(scores, labels), abs=1e-12)


def test_cross_entropy_form_is_another_loss():
    scores, labels = random_scores(range(1, 5), K, [16, 8, 4, 2]), random_labels(32)
    loss = segmentation_pyramid_loss(variables(scores), labels, 'cross-entropy')
    expected = sum(plain_segmentation(scores[i], labels[:, ::2 ** i, ::2 ** i])
                   for i in range(1, 5)) / 4
    assert float(loss.array) == pytest.approx(expected, abs=1e-12)
    binary = segmentation_pyramid_loss(variables(scores), labels)
    assert abs(float(binary.array) - expected) > .1


def test_unknown_form_is_refused():
    scores = variables(random_scores(range(1, 5), K, [16, 8, 4, 2]))
    with pytest.raises(KeyError, match='plain'):
        segmentation_pyramid_loss(scores, random_labels(32), 'plain')


def test_label_pooling_loss_equals_the_plain_loop():
    scores = random_scores(range(1, 7), K, [56, 28, 14, 7, 3, 1], n=1)
    labels = random_labels(14, n=1).repeat(16, axis=1).repeat(16, axis=2)
    labels[0, :112, :112] = 0
    labels[0, 100, 50] = 2  # a single pixel counts
    loss = label_pooling_loss(variables(scores), labels)
    assert float(loss.array) == pytest.approx(plain_lpl(scores, labels), abs=1e-12)


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_all_terms_are_finite_at_extreme_scores(dtype):
    random = np.random.RandomState(3)
    labels = random.randint(0, 14, (1, 224, 224)).astype(np.int32)
    photos = random.rand(1, 3, 224, 224).astype('float32')

    def extreme(channels, sizes, first):
        return {i: chainer.Variable(
            random.choice([-1e4, 0, 1e4], (1, channels, s, s)).astype(dtype))
            for i, s in enumerate(sizes, first)}

    segmentation = extreme(14, [224, 112, 56, 28, 14], 0)
    reconstruction = extreme(3, [112, 56, 28, 14], 1)
    presence = extreme(14, [56, 28, 14, 7, 3, 1], 1)
    terms = {
        'segmentation': segmentation_loss(segmentation[0], labels),
        'ipl': image_pyramid_loss(reconstruction, photos),
        'spl': segmentation_pyramid_loss(segmentation, labels),
        'plain': segmentation_pyramid_loss(segmentation, labels, 'cross-entropy'),
        'lpl': label_pooling_loss(presence, labels)}
    assert all(np.isfinite(term.array) for term in terms.values())
    loss = guided_loss(terms, {'ipl': 1, 'spl': 1, 'plain': 1, 'lpl': 1})
    loss.backward()
    for scores in (segmentation, reconstruction, presence):
        for score in scores.values():
            assert np.isfinite(score.grad).all() and score.grad.any()


@pytest.mark.parametrize('dtype', ['float16', 'float32'])
def test_segmentation_loss_in_low_precision(dtype):
    # 224 x 224 losses of about log 14 sum to more than float16 holds.
    score = np.random.RandomState(0).randn(1, 14, 224, 224).astype(dtype)
    labels = np.random.RandomState(1).randint(0, 14, (1, 224, 224)).astype(np.int32)
    loss = segmentation_loss(chainer.Variable(score), labels)
    exact = segmentation_loss(chainer.Variable(score.astype('float64')), labels)
    assert loss.dtype == np.float32
    assert float(loss.array) == pytest.approx(float(exact.array), rel=1e-5)


def made_up_terms():
    values = {'segmentation': 2., 'ipl': 3., 'spl': 5., 'lpl': 7.}
    return {name: chainer.Variable(np.array(v)) for name, v in values.items()}


@pytest.mark.parametrize('weights, expected', [
    ((1, 1, 1), 17 / 4),            # Eq. 8: configuration A
    ((1, 1, 0), 10 / 3),
    ((1, 0, 1), 12 / 3),
    ((1, 0, 0), 5 / 2),
    ((0, 1, 1), 14 / 3),
    ((0, 1, 0), 7 / 2),
    ((0, 0, 1), 9 / 2),
    ((0, 0, 0), 2),
    ((.5, 2, .25), (2 + 1.5 + 10 + 1.75) / 3.75),
])
def test_weighted_mean_of_the_terms(weights, expected):
    weights = dict(zip(('ipl', 'spl', 'lpl'), weights))
    terms = made_up_terms()
    assert float(guided_loss(terms, weights).array) == pytest.approx(expected)
    # A term without weight need not be computed.
    for name, weight in weights.items():
        if not weight:
            del terms[name]
    assert float(guided_loss(terms, weights).array) == pytest.approx(expected)


def test_gradient_of_each_term_is_its_share():
    terms = made_up_terms()
    guided_loss(terms, {'ipl': .5, 'spl': 2, 'lpl': 0}).backward()
    shares = {name: term.grad for name, term in terms.items()}
    assert shares['lpl'] is None
    assert [float(shares[name]) for name in ('segmentation', 'ipl', 'spl')] == (
        pytest.approx([1 / 3.5, .5 / 3.5, 2 / 3.5]))
