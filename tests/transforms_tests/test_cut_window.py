"""Steps 1 to 3 at once against mirroring, padding and cutting one after the other."""

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

from fashionseg.transforms.cut_window import cut_window

SIDE = st.integers(1, 12)


def cut_slowly(image, mirrored, y, x, height, width):
    far = 40
    if mirrored:
        image = image[:, ::-1]
    padded = np.pad(image, [(far, far)] * 2 + [(0, 0)] * (image.ndim - 2))
    return padded[far + y:far + y + height, far + x:far + x + width]


@pytest.mark.parametrize('channels', [(), (3,)])
@hypothesis.given(st.tuples(SIDE, SIDE), st.booleans(), st.integers(-20, 20),
                  st.integers(-20, 20), SIDE, SIDE)
@hypothesis.settings(max_examples=300, deadline=None)
def test_equals_one_step_after_the_other(
        channels, shape, mirrored, y, x, height, width):
    random = np.random.RandomState(0)
    image = random.randint(1, 256, shape + channels).astype(np.uint8)
    kept = image.copy()
    image.setflags(write=False)
    window = cut_window(image, mirrored, y, x, height, width)
    np.testing.assert_array_equal(
        window, cut_slowly(image, mirrored, y, x, height, width))
    assert window.dtype == np.uint8 and window.flags.c_contiguous
    window[:] = 7
    np.testing.assert_array_equal(image, kept)


def test_by_hand():
    label = np.array([[1, 2, 3],
                      [4, 5, 6]], np.uint8)
    np.testing.assert_array_equal(
        cut_window(label, False, -1, 1, 2, 3), [[0, 0, 0], [2, 3, 0]])
    np.testing.assert_array_equal(
        cut_window(label, True, 0, -1, 2, 3), [[0, 3, 2], [0, 6, 5]])
