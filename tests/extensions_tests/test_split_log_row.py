"""A row of a run's log, as Chainer's LogReport writes it."""

import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.extensions import split_log_row

ROW = {'epoch': 3, 'iteration': 600, 'elapsed_time': 12.5, 'main/loss': 1.5,
       'main/loss/segmentation': 2., 'main/loss/lpl': 1., 'evaluation/miou': .25,
       'evaluation/miou_plus': .125, 'evaluation/pooled_miou': .5,
       'evaluation/iou/belt': .75, 'evaluation/iou_plus/bag': 0.}


def test_scores_and_losses():
    scores, losses = split_log_row(ROW)
    assert {key: value for key, value in scores.items()
            if not isinstance(value, dict)} == {
                'epoch': 3, 'miou': .25, 'miou_plus': .125, 'pooled_miou': .5}
    # A class that appears nowhere has no entry in the log.
    assert scores['iou'] == {**dict.fromkeys(CLASS_NAMES), 'belt': .75}
    assert scores['iou_plus'] == {**dict.fromkeys(CLASS_NAMES), 'bag': 0}
    assert scores['pooled_iou'] == dict.fromkeys(CLASS_NAMES)
    assert losses == {'loss': 1.5, 'loss/segmentation': 2, 'loss/lpl': 1}


def test_a_number_that_is_missing_or_not_finite():
    row = {**ROW, 'evaluation/miou': float('nan'), 'main/loss': float('inf')}
    del row['evaluation/miou_plus']
    scores, losses = split_log_row(row)
    assert scores['miou'] is scores['miou_plus'] is losses['loss'] is None
    assert losses['loss/lpl'] == 1


def test_a_row_without_an_epoch():
    with pytest.raises(KeyError):
        split_log_row({})
