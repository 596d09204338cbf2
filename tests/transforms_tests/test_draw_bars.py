"""Step 2: the paper's inequalities, in whole pixels."""

import hypothesis
import numpy as np
from hypothesis import strategies as st

from fashionseg.transforms.draw_bars import draw_bars

SIDE = st.integers(1, 40)
SEED = st.integers(0, 2 ** 32)


@hypothesis.given(SIDE, SIDE, SEED)
def test_inequalities(height, width, seed):
    bars = draw_bars(height, width, np.random.default_rng(seed))
    t, b, l, r = bars
    assert 2 * (l + r) <= width and 2 * (t + b) <= height
    assert min(bars) >= 0 and {type(bar) for bar in bars} == {int}


def test_every_sum_up_to_half_and_every_split_occurs():
    rng = np.random.default_rng(0)
    seen = [draw_bars(8, 10, rng) for _ in range(1500)]
    assert {(t, b) for t, b, _, _ in seen} == {
        (t, b) for t in range(5) for b in range(5) if t + b <= 4}
    assert {(l, r) for _, _, l, r in seen} == {
        (l, r) for l in range(6) for r in range(6) if l + r <= 5}
    # Uniform sums: 0..4 and 0..5; means 2 and 2.5, within four deviations.
    sums = np.array([(t + b, l + r) for t, b, l, r in seen])
    np.testing.assert_allclose(sums.mean(axis=0), [2, 2.5], atol=.18)
