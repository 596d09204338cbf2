"""`predict` and `segment`: sizes, values, neighbours, and no trace left."""

import chainer
import numpy as np
import pytest

from fashionseg.links import BaselineNet, FashionSegNet, Scores, SegmentationNet

PATTERN = np.random.RandomState(0).randint(0, 14, (224, 224))


class PatternNet(SegmentationNet):
    """Answers with PATTERN and keeps what it was asked."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def segmentation_scores(self, x):
        self.check_input(x)
        self.asked.append(
            (x, chainer.config.train, chainer.config.enable_backprop))
        score = np.eye(14, dtype=np.float32)[PATTERN].transpose(2, 0, 1)
        return chainer.Variable(np.repeat(score[None], len(x), axis=0))


SIZES = [(224, 224), (600, 400), (300, 451), (37, 91), (91, 37), (1, 1), (1, 50),
         (50, 1), (2, 3)]


def nearest(n):
    """The places among the 224 that n pixels come from, and those before borders."""
    after = [at * 224 // n for at in range(n)]
    before = [max(0, (at * 224 - 1) // n) for at in range(n)]
    return after, before


@pytest.mark.parametrize('height, width', SIZES)
def test_labels_have_the_size_of_the_photo_by_nearest_neighbour(height, width):
    photo = np.random.RandomState(1).randint(0, 256, (3, height, width))
    label, = PatternNet().predict([photo.astype(np.uint8)])
    assert label.shape == (height, width) and label.dtype == np.int32
    # Where a pixel begins exactly between two of the 224, either is as near.
    candidates = [PATTERN[np.ix_(rows, columns)] for rows in nearest(height)
                  for columns in nearest(width)]
    assert np.any([label == candidate for candidate in candidates], axis=0).all()


def test_photos_of_several_sizes_in_one_call():
    photos = [np.zeros((3,) + size, np.float32) for size in SIZES]
    net = PatternNet()
    labels = net.predict(iter(photos))
    assert [label.shape for label in labels] == SIZES
    assert {x.shape for x, _, _ in net.asked} == {(1, 3, 224, 224)}
    assert net.predict([]) == []


@pytest.mark.parametrize('value, seen', [
    (np.uint8(0), 0), (np.uint8(255), 255), (np.uint8(77), 77),
    (np.float32(254.6), 255), (np.float32(12.2), 12), (np.float64(77), 77),
    (np.float32(-3), 0), (np.float32(300), 255), (np.int64(9), 9)])
def test_network_sees_the_photo_between_0_and_1(value, seen):
    net = PatternNet()
    net.predict([np.full((3, 50, 60), value)])
    x = net.asked[0][0]
    assert x.dtype == np.float32
    np.testing.assert_allclose(x, seen / 255, atol=1e-7)


def test_channels_keep_their_order_and_the_photo_its_values():
    net = PatternNet()
    photo = np.zeros((3, 30, 40), np.uint8)
    photo[0, :15], photo[1, :, :20], photo[2] = 200, 100, 50
    kept = photo.copy()
    photo.setflags(write=False)
    net.predict([photo])
    x = net.asked[0][0][0] * 255
    assert x[0, 5, 5] == pytest.approx(200) and x[0, 218, 5] == 0
    assert x[1, 218, 5] == pytest.approx(100) and x[1, 218, 218] == 0
    np.testing.assert_allclose(x[2], 50, atol=1e-4)
    np.testing.assert_array_equal(photo, kept)


@pytest.mark.parametrize('train, backprop', [
    (True, True), (True, False), (False, True), (False, False)])
def test_settings_are_those_of_inference_and_then_as_before(train, backprop):
    net = PatternNet()
    with chainer.using_config('train', train):
        with chainer.using_config('enable_backprop', backprop):
            net.predict([np.zeros((3, 5, 5), np.uint8)])
            net.segment(np.zeros((2, 3, 224, 224), np.float32))
            assert chainer.config.train is train
            assert chainer.config.enable_backprop is backprop
    assert [asked[1:] for asked in net.asked] == [(False, False)] * 2


def test_settings_come_back_after_an_error():
    before = chainer.config.train, chainer.config.enable_backprop
    with pytest.raises(ValueError):
        PatternNet().segment(np.zeros((1, 3, 5, 5), np.float32))
    assert (chainer.config.train, chainer.config.enable_backprop) == before


def test_segment_takes_a_batch():
    labels = PatternNet().segment(np.zeros((3, 3, 224, 224), np.float32))
    assert labels.dtype == np.int32
    np.testing.assert_array_equal(labels, np.stack([PATTERN] * 3))


def test_predict_of_the_network_is_segment_at_its_own_size():
    np.random.seed(0)
    net = FashionSegNet(False, False, 1 / 32)
    photo = np.random.RandomState(0).randint(0, 256, (3, 224, 224)).astype(np.uint8)
    label, = net.predict([photo])
    x = photo[None].astype(np.float32) / 255
    np.testing.assert_array_equal(label, net.segment(x)[0])
    assert len(np.unique(label)) > 1


def test_baseline_under_the_same_contract():
    class Brightness(chainer.Link):
        def forward(self, x):
            score = np.zeros((len(x), 14, 224, 224), np.float32)
            score[:, 4] = x[:, 0] - .5
            return chainer.Variable(score)

    net = BaselineNet(Brightness())
    photo = np.zeros((3, 10, 10), np.uint8)
    photo[0, :, 5:] = 255
    label, = net.predict([photo])
    assert label[:, :4].max() == 0 and (label[:, 6:] == 4).all()
    scores = net(np.zeros((1, 3, 224, 224), np.float32))
    assert isinstance(scores, Scores)
    assert sorted(scores.segmentation) == [0]
    assert scores.reconstruction == scores.presence == {}
    with pytest.raises(ValueError, match='takes'):
        net(np.zeros((1, 3, 32, 32), np.float32))
