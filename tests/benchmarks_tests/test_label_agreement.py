"""Labels of two precisions, by segmenters whose labels are known."""

import importlib

import numpy as np
import pytest

from fashionseg.errors import UserError

module = importlib.import_module('benchmarks.label_agreement')


class Photos:
    name = 'made up'

    def __len__(self):
        return 5

    def __getitem__(self, k):
        label = np.zeros((224, 224), np.uint8)
        label[:112] = 1
        return np.full((224, 224, 3), k, np.uint8), label


class Model:
    net, configuration, connectivity, absent = 'net', 'A', 4, 'left-out'
    data_hash = 'hash'


def find_prepared(data, data_hash):
    return Photos() if (data, data_hash) == ('data', 'hash') else None


def make_segmenter(net, engine, precision):
    assert (net, engine) == ('net', 'openvino')

    def segment(x):
        assert x.shape == (1, 3, 224, 224) and x.dtype == np.float32
        label = Photos()[0][1].astype(np.int32)
        # One photo of the first three has its second half of clothes missing.
        if precision == 'bfloat16' and round(x.max() * 255) == 2:
            label[56:112] = 0
        return label[None]

    return segment


def test_share_and_scores(monkeypatch):
    monkeypatch.setattr(module, 'find_prepared', find_prepared)
    monkeypatch.setattr(module, 'make_segmenter', make_segmenter)
    monkeypatch.setattr(module, 'load_model', lambda run: Model)
    found = module.label_agreement('run', 'data', 3)
    # A quarter of one photo in three differs. In that photo the IoU of the
    # background is 2/3 and that of the clothes 1/2, else all are 1.
    assert found['equal_labels'] == pytest.approx(1 - .25 / 3)
    assert found['float32'] == 1
    assert found['bfloat16'] == pytest.approx(((2 / 3 + 2) / 3 + (1 / 2 + 2) / 3) / 2)
    assert (found['n_photo'], found['dataset'], found['configuration']) == (
        3, 'made up', 'A')


def test_no_more_photos_than_there_are(monkeypatch):
    monkeypatch.setattr(module, 'find_prepared', find_prepared)
    monkeypatch.setattr(module, 'make_segmenter', make_segmenter)
    monkeypatch.setattr(module, 'load_model', lambda run: Model)
    assert module.label_agreement('run', 'data', 100)['n_photo'] == 5


def test_photos_of_another_run(monkeypatch):
    monkeypatch.setattr(module, 'find_prepared', find_prepared)
    monkeypatch.setattr(module, 'load_model', lambda run: Model)
    with pytest.raises(UserError, match='no data set in elsewhere'):
        module.label_agreement('run', 'elsewhere', 3)
