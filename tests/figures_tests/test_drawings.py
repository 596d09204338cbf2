"""What is in the drawings."""

import types

from matplotlib.colors import to_hex
import numpy as np
import pytest
from tests.tables_tests.made_up_results import make_scores

from fashionseg.classes import CLASS_NAMES, PALETTE
from fashionseg.figures.draw_curves import draw_curves
from fashionseg.figures.draw_label_pooling import LOST, draw_label_pooling
from fashionseg.figures.draw_predictions import draw_predictions
from fashionseg.figures.predict_photos import Prediction, predict_photos
from fashionseg.tables.columns import COLUMNS

PHOTO = np.zeros((30, 20, 3), np.uint8)


def texts(figure):
    legend = [text for legend in figure.legends for text in legend.get_texts()]
    inside = [text for axes in figure.axes for text in axes.texts]
    return [text.get_text() for text in figure.texts + inside + legend]


def images(figure):
    return [np.asarray(image.get_array()) for axes in figure.axes
            for image in axes.images]


def n_lost(figure):
    return sum(to_hex(axes.spines['left'].get_edgecolor()) == LOST
               for axes in figure.axes)


@pytest.fixture
def label():
    label = np.zeros((224, 224), np.int32)
    label[1, 1] = 7  # nearest neighbour loses it at once
    label[8, 8] = 3  # at 14 x 14
    label[64:128, 64:128] = 5  # at 1 x 1
    return label


def test_pooling_marks_what_nearest_neighbour_has_lost(label):
    figure = draw_label_pooling(PHOTO, label)
    assert n_lost(figure) == 6 + 4 + 1
    for words in ('3 of 3 kept', '2 of 3 kept', '1 of 3 kept', '0 of 3 kept',
                  'sunglasses\n1 px', 'boots\n1 px', 'outer\n4096 px',
                  '56 × 56', '1 × 1'):
        assert words in texts(figure)
    assert any('3 of 3 kept at every scale' in text for text in texts(figure))


def test_pooling_draws_the_one_pixel_at_every_scale(label):
    shown = images(draw_label_pooling(PHOTO, label))
    for size in (56, 28, 14, 7, 3, 1):
        of_size = [image for image in shown if image.shape == (size, size, 3)]
        assert len(of_size) == 1 + 3  # nearest neighbour, and a row for each class
        cell = [(image == PALETTE[7]).all(axis=2).sum() for image in of_size]
        assert cell[0] == 0 and sorted(cell) == [0, 0, 0, 1]


def test_a_label_without_clothes_is_drawn():
    assert n_lost(draw_label_pooling(PHOTO, np.zeros((224, 224), np.int32))) == 0


def test_every_model_and_every_class_is_named(label):
    prediction = Prediction(label, 0.1234, 0.0567)
    figure = draw_predictions([PHOTO] * 2, [label] * 2, ['one', 'two'],
                              {'B': [prediction] * 2, 'unet': [prediction] * 2})
    for word in (*COLUMNS.values(), *CLASS_NAMES, 'photo', 'truth', 'one', 'two'):
        assert word in texts(figure)
    assert texts(figure).count('not run') == 2 * (len(COLUMNS) - 2)
    assert texts(figure).count('mIoU 0.123\nmIoU+ 0.057') == 4
    assert len(images(figure)) == 2 * (2 + 2)


def test_a_prediction_is_in_the_column_of_its_model(label):
    other = np.full_like(label, 12)
    figure = draw_predictions([PHOTO], [label], ['one'], {
        'A': [Prediction(other, 0, 0)], 'segnet': [Prediction(label, 1, 1)]})
    panels = sorted(figure.axes, key=lambda axes: axes.get_position().x0)
    assert len(panels) == 14
    np.testing.assert_array_equal(panels[2].images[0].get_array(), PALETTE[other])
    np.testing.assert_array_equal(panels[13].images[0].get_array(), PALETTE[label])


def test_scores_of_one_photo():
    truth = np.zeros((224, 224), np.int32)
    truth[:, :112] = 1
    net = types.SimpleNamespace(segment=lambda x: np.zeros((1, 224, 224), np.int32))
    model = types.SimpleNamespace(net=net, connectivity=4)
    prediction, = predict_photos(model, [(np.zeros((3, 224, 224)), truth)])
    # Background 1/2, class 1 missed, the others absent: (1/2 + 0) / 2.
    assert prediction.miou == prediction.miou_plus == 0.25


def test_curves_have_every_finished_model():
    epochs = [make_scores(value, epoch) for epoch, value in ((1, .2), (2, .4))]
    higher = [make_scores(value, epoch) for epoch, value in ((1, .4), (2, .8))]
    runs = dict({key: [] for key in COLUMNS}, pspnet=[{'epochs': epochs}],
                A=[{'epochs': epochs}, {'epochs': higher}])
    figure = draw_curves(types.SimpleNamespace(
        runs=runs, all_background={'miou': .1, 'miou_plus': .05}))
    assert texts(figure) == ['A', 'PSPNet', 'all background']
    miou, miou_plus = figure.axes
    np.testing.assert_allclose(miou.lines[0].get_ydata(), [.3, .6])
    np.testing.assert_allclose(miou_plus.lines[0].get_ydata(), [.2, .5])
    assert len(miou.collections) == 1  # the band of two runs
