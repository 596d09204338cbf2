"""Step 2: the paper's inequalities, black bars, unchanged content."""

import hypothesis
import numpy as np
from hypothesis import strategies as st

from fashionseg.transforms.random_expansion import random_expansion

SIDE = st.integers(1, 40)
SEED = st.integers(0, 2 ** 32)


def example(height, width):
    """Nothing in the photo is black, nothing in the label is background."""
    random = np.random.RandomState(height * 100 + width)
    return (random.randint(1, 256, (height, width, 3)).astype(np.uint8),
            random.randint(1, 14, (height, width)).astype(np.uint8))


def bars(label):
    """t, b, l, r of an expanded label without background inside."""
    rows, columns = np.flatnonzero(label.any(1)), np.flatnonzero(label.any(0))
    return (rows[0], label.shape[0] - 1 - rows[-1],
            columns[0], label.shape[1] - 1 - columns[-1])


@hypothesis.given(SIDE, SIDE, SEED)
def test_inequalities_bars_and_content(height, width, seed):
    photo, label = example(height, width)
    kept = photo.copy(), label.copy()
    new_photo, new_label = random_expansion(photo, label, np.random.default_rng(seed))
    t, b, l, r = bars(new_label)
    assert 2 * (l + r) <= width and 2 * (t + b) <= height
    assert new_label.shape == (height + t + b, width + l + r)
    assert new_photo.shape == new_label.shape + (3,)
    assert new_photo.dtype == new_label.dtype == np.uint8
    inside = np.zeros(new_label.shape, bool)
    inside[t:t + height, l:l + width] = True
    np.testing.assert_array_equal(new_photo[inside], photo.reshape(-1, 3))
    np.testing.assert_array_equal(new_label[inside], label.ravel())
    assert not new_photo[~inside].any() and not new_label[~inside].any()
    np.testing.assert_array_equal(photo, kept[0])
    np.testing.assert_array_equal(label, kept[1])


def test_every_sum_up_to_half_and_every_split_occurs():
    photo, label = example(8, 10)
    rng = np.random.default_rng(0)
    seen = [bars(random_expansion(photo, label, rng)[1]) for _ in range(1500)]
    assert {(t, b) for t, b, _, _ in seen} == {
        (t, b) for t in range(5) for b in range(5) if t + b <= 4}
    assert {(l, r) for _, _, l, r in seen} == {
        (l, r) for l in range(6) for r in range(6) if l + r <= 5}
    # Uniform sums: 0..4 and 0..5; means 2 and 2.5, within four deviations.
    sums = np.array([(t + b, l + r) for t, b, l, r in seen])
    np.testing.assert_allclose(sums.mean(axis=0), [2, 2.5], atol=.18)
