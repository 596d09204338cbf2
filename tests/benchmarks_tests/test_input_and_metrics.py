"""The measurements of input and metrics: rows, and that equal things are timed."""

import importlib.util

import numpy as np
import pytest
from PIL import Image

from benchmarks import metrics_speed
from benchmarks.input_speed import measure_input
from benchmarks.metrics_speed import measure_metrics
from benchmarks.workloads.make_photos import make_photos
from benchmarks.workloads.scipy_scores import scipy_scores
from fashionseg.errors import UserError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder without Clothing Co-Parsing: the photos are generated."""
    monkeypatch.chdir(tmp_path)


def test_photos_have_the_size_of_modanets(tmp_path):
    dataset, words = make_photos(str(tmp_path / 'photos'), 2)
    assert len(dataset) == 2 and words == 'generated photos, 400 x 600'
    photo, label = dataset[1]
    assert photo.shape == (600, 400, 3) and label.shape == (600, 400)
    assert len(np.unique(label)) > 2
    name = tmp_path / 'photos' / 'photos' / f'{dataset.ids[1]}.jpg'
    with Image.open(name) as image:
        assert image.format == 'JPEG'


def test_rows_of_the_input():
    rows = {row['title']: row for row in measure_input(n_photo=4, n_round=2)}
    assert all('generated photos' in row['note'] for row in rows.values())
    ours = rows['all of the input']
    assert ours['bar'] and len(ours['seconds']) == 4 * 2 and min(ours['seconds']) > 0
    theirs = rows['albumentations: all of the input']
    assert theirs['reference']
    if importlib.util.find_spec('albumentations'):
        assert len(theirs['seconds']) == 4 * 2 and 'albumentations 2' in theirs['note']
    else:
        assert 'pip install albumentations' in theirs['missing']
        assert 'seconds' not in theirs
    assert len(rows['all of the input, 2 workers']['seconds']) == 2


def test_rows_of_the_metrics():
    ours, theirs = measure_metrics(n_photo=2, n_round=3)
    assert ours['bar'] and theirs['reference']
    assert len(ours['seconds']) == len(theirs['seconds']) == 2 * 3
    n_component = int(ours['note'].split(';')[1].split()[0])
    assert 300 < n_component < 600


def test_wrong_scores_are_not_timed(monkeypatch):
    monkeypatch.setattr(metrics_speed, 'photo_iou_plus',
                        lambda truth, prediction, n_class: np.zeros(n_class))
    with pytest.raises(UserError, match='disagree'):
        measure_metrics(n_photo=1, n_round=1)


def test_loops_by_hand():
    truth = np.array([[1, 1, 0, 1],
                      [1, 1, 0, 1],
                      [0, 0, 0, 0]])
    prediction = np.array([[1, 0, 0, 1],
                           [1, 0, 0, 1],
                           [0, 0, 0, 2]])
    iou, iou_plus = scipy_scores(truth, prediction, 4)
    # Class 1: 4 of 6 pixels; pieces of 4 and 2, found with 2/4 and 2/2.
    # Class 0: 5 of 6 of the truth and 2 more; one piece on each side.
    np.testing.assert_allclose(iou, [5 / 8, 4 / 6, 0, np.nan])
    np.testing.assert_allclose(iou_plus, [5 / 8, (2 / 4 + 1) / 2, 0, np.nan])
