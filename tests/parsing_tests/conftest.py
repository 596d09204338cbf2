"""A network whose labels can be told without it."""

import numpy as np
import pytest

from fashionseg.parsing import Parser


def red_segment(x):
    """The class is the redness in thirteenths: class c where red is c * 255 / 13."""
    assert x.dtype == np.float32 and x.shape[1:] == (3, 224, 224)
    assert 0 <= x.min() and x.max() <= 1
    return np.rint(x[:, 0] * 13).astype(np.int32)


def photo_of(classes, height, width, others=0):
    """A photo that ``red_segment`` labels with these classes, in bands from the top."""
    band = np.repeat(np.asarray(classes), height // len(classes))
    photo = np.full((height, width, 3), others, np.uint8)
    photo[..., 0] = np.rint(band * 255 / 13)[:, None]
    return photo


@pytest.fixture
def parser():
    return Parser(red_segment)
