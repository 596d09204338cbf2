import sys
import warnings

import chainer
import chainercv
import numpy
import pytest

from fashionseg.compat import non_maximum_suppression as nms
from fashionseg.compat import strtobool


def make_mask(bbox, thresh):
    """What the GPU kernel leaves: bit i of word j of row b, for box 64 j + i > b."""
    n_bbox = len(bbox)
    n_word = -(-n_bbox // 64)
    mask = numpy.zeros((n_bbox, n_word), numpy.uint64)
    for a in range(n_bbox):
        for b in range(a + 1, n_bbox):
            top_left = numpy.maximum(bbox[a, :2], bbox[b, :2])
            bottom_right = numpy.minimum(bbox[a, 2:], bbox[b, 2:])
            overlap = numpy.prod(numpy.maximum(bottom_right - top_left, 0))
            union = sum(numpy.prod(box[2:] - box[:2]) for box in (bbox[a], bbox[b]))
            if overlap / (union - overlap) >= thresh:
                mask[a, b // 64] |= numpy.uint64(1 << b % 64)
    return mask.ravel(), n_word


@pytest.mark.parametrize('n_bbox, thresh', [
    (1, 0.5), (64, 0.3), (65, 0.1), (100, 0.7), (130, 0.3)])
def test_gpu_non_maximum_suppression_equals_the_cpu_one(n_bbox, thresh):
    rng = numpy.random.RandomState(n_bbox)
    top_left = rng.uniform(0, 20, (n_bbox, 2))
    bbox = numpy.hstack([top_left, top_left + rng.uniform(3, 12, (n_bbox, 2))])
    mask, n_word = make_mask(bbox, thresh)
    selection, n_selected = nms._nms_gpu_post(mask, n_bbox, 64, numpy.int32(n_word))
    expected = chainercv.utils.non_maximum_suppression(bbox, thresh)
    assert selection[:n_selected].tolist() == expected.tolist()
    assert selection.dtype == numpy.int32 and selection.shape == (n_bbox,)


def test_non_maximum_suppression_takes_the_stand_in():
    module = sys.modules['chainercv.utils.bbox.non_maximum_suppression']
    assert module._nms_gpu_post is nms._nms_gpu_post


def test_removed_numpy_names_inside_chainercv():
    mask = numpy.ones((1, 2, 2), bool)
    bbox = numpy.array([[0, 0, 2, 2]], 'f')
    scaled = chainercv.utils.scale_mask(mask, bbox, 2)
    assert scaled.dtype == bool and scaled.tolist() == [[[True, True], [True, True]]]
    chainercv.utils.assert_is_point(
        [numpy.ones((1, 2), 'f')], [numpy.ones(1, bool)], size=(4, 4))
    module = sys.modules['chainercv.utils.mask.scale_mask']
    assert module.np == numpy and not numpy != module.np
    assert module.np.int is int and not hasattr(numpy, 'int')


@pytest.mark.parametrize('text, value', [
    ('y', 1), ('Yes', 1), ('TRUE', 1), ('on', 1), ('1', 1),
    ('n', 0), ('No', 0), ('false', 0), ('OFF', 0), ('0', 0)])
def test_strtobool(text, value):
    assert strtobool._strtobool(text) == value


def test_strtobool_refuses_other_words():
    with pytest.raises(ValueError, match="invalid truth value 'maybe'"):
        strtobool._strtobool('maybe')


def test_download_has_its_strtobool():
    module = sys.modules['chainercv.utils.download']
    assert module.strtobool is strtobool._strtobool


def test_overriding_in_other_classes_still_warns():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')

        class Own(chainer.Link):
            def to_cpu(self):
                return self

    assert ["Overriding method 'to_cpu'." == str(w.message) for w in caught] == [True]


def test_a_model_of_chainercv_runs():
    model = chainercv.links.SegNetBasic(n_class=3)
    label, = model.predict([numpy.zeros((3, 32, 32), 'f')])
    assert label.shape == (32, 32)
