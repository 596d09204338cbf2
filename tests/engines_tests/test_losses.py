"""The compiled losses beside the same losses in NumPy, in double precision."""

import chainer
import numpy as np
import pytest

from fashionseg.engines import use_engine
from fashionseg.engines.compiled_kernels.exponential import exponential
from fashionseg.functions.segmentation_loss import segmentation_loss
from fashionseg.functions.softmax_binary_cross_entropy import (
    softmax_binary_cross_entropy)

LOSSES = [segmentation_loss, softmax_binary_cross_entropy]


@pytest.fixture(params=[1, 2], autouse=True)
def engine(request):
    use_engine('numpy', request.param)
    yield
    use_engine('chainer', 1)


def value_and_gradient(loss, score, labels):
    score = chainer.Variable(score)
    value = loss(score, labels)
    value.backward()
    return value.array, score.grad


# Double precision is not compiled; 31 x 37 pixels are more than two blocks.
@pytest.mark.parametrize('labels_dtype', ['int32', 'uint8'])
@pytest.mark.parametrize('scale', [.1, 3, 40, 1e4])
@pytest.mark.parametrize('n_class', [2, 3, 14])
@pytest.mark.parametrize('loss', LOSSES)
def test_equals_double_precision(loss, n_class, scale, labels_dtype):
    random = np.random.RandomState(0)
    score = (scale * random.randn(3, n_class, 31, 37)).astype('f')
    labels = random.randint(0, n_class, (3, 31, 37)).astype(labels_dtype)
    value, gradient = value_and_gradient(loss, score, labels)
    exact, exact_gradient = value_and_gradient(loss, score.astype('d'), labels)
    assert value.dtype == gradient.dtype == np.float32
    assert float(value) == pytest.approx(float(exact), rel=2e-6)
    # Of each number, and of the largest: a gradient near 0 is a difference.
    error = abs(gradient - exact_gradient)
    assert error.max() <= 2e-6 * abs(exact_gradient).max()


@pytest.mark.parametrize('loss', LOSSES)
def test_a_class_that_is_sure(loss):
    score = np.full((1, 3, 2, 2), -60, 'f')
    score[:, 1] = 0
    labels = np.ones((1, 2, 2), np.int32)
    value, gradient = value_and_gradient(loss, score, labels)
    assert 0 <= float(value) < 1e-20
    assert abs(gradient).max() < 1e-20


@pytest.mark.parametrize('loss', LOSSES)
def test_small_losses_keep_their_digits(loss):
    score = np.zeros((1, 2, 1, 1), 'f')
    score[0, 0] = 20
    value, _ = value_and_gradient(loss, score, np.zeros((1, 1, 1), np.int32))
    # p of the other class is e^-20, and each of the two terms of Eq. 6 is as large;
    # 1 + e^-20, of which Eq. 3 takes the logarithm, is 1 in single precision.
    expected = {segmentation_loss: 0., softmax_binary_cross_entropy: 2.0611536e-9}
    assert float(value) == pytest.approx(expected[loss], rel=1e-6)


@pytest.mark.parametrize('loss', LOSSES)
def test_what_is_no_number_is_seen(loss):
    score = np.zeros((2, 4, 30, 30), 'f')
    score[1, 2, 17, 3] = np.nan
    value, _ = value_and_gradient(loss, score, np.zeros((2, 30, 30), np.int32))
    assert np.isnan(value)


@pytest.mark.parametrize('label', [4, -5, 255])
@pytest.mark.parametrize('loss', LOSSES)
def test_labels_beyond_the_classes_touch_no_other_memory(loss, label):
    labels = np.full((1, 3, 3), label, np.int32)
    with pytest.raises(IndexError):
        loss(chainer.Variable(np.zeros((1, 4, 3, 3), 'f')), labels)


def test_exponential():
    x = np.concatenate([-np.logspace(-8, 1.939, 4000), [0]]).astype('f')
    results = np.array([exponential(z) for z in x], 'd')
    assert abs(results / np.exp(x.astype('d')) - 1).max() < 3e-7
    assert exponential(np.float32(-1e4)) == exponential(np.float32(-87))
    assert np.isnan(exponential(np.float32(np.nan)))


@pytest.mark.parametrize('loss', LOSSES)
def test_one_backward_pass_is_the_plain_one_and_the_last(loss):
    random = np.random.RandomState(0)
    score = random.randn(2, 4, 9, 9).astype('f')
    labels = random.randint(0, 4, (2, 9, 9)).astype('i')
    _, expected = value_and_gradient(loss, score, labels)
    with chainer.using_config('backward_once', True):
        x = chainer.Variable(score)
        value = loss(x, labels)
        value.backward(retain_grad=True)
        np.testing.assert_array_equal(x.grad, expected)
        with pytest.raises(TypeError):
            value.backward()
