"""Pairs of values of two maps: counted by hand, and pixel by pixel."""

import collections

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fashionseg.metrics.component_overlaps import ComponentOverlaps
from fashionseg.metrics.pair_counts import PairCounts


def test_by_hand():
    a = np.array([[1, 1, 3],
                  [1, 3, 1]])
    b = np.array([[5, 5, 0],
                  [2, 0, 5]])
    pairs = PairCounts.of(a, b)
    # (1, 5) at pixels 0, 1 and 5; (3, 0) at 2 and 4; (1, 2) at 3.
    assert pairs.a.tolist() == [1, 3, 1]
    assert pairs.b.tolist() == [5, 0, 2]
    assert pairs.n_pixel.tolist() == [3, 2, 1]
    assert pairs.pixel.tolist() == [0, 2, 3]


@hypothesis.given(st.sampled_from([np.uint8, np.int8, np.uint16, np.int64]),
                  st.tuples(st.integers(1, 9), st.integers(1, 9)), st.data())
@hypothesis.settings(max_examples=100, deadline=None)
def test_every_pixel_is_counted_once(dtype, shape, data):
    maps = hnp.arrays(dtype, shape, elements=st.integers(0, data.draw(
        st.sampled_from([0, 2, 127]))))
    a, b = data.draw(maps), data.draw(maps)
    expected = collections.Counter(zip(a.ravel().tolist(), b.ravel().tolist()))
    pairs = PairCounts.of(a, b)
    # A Counter keeps the order in which it met its keys.
    assert list(zip(pairs.a.tolist(), pairs.b.tolist())) == list(expected)
    assert pairs.n_pixel.tolist() == list(expected.values())
    assert (a.ravel()[pairs.pixel] == pairs.a).all()
    assert (b.ravel()[pairs.pixel] == pairs.b).all()


@pytest.mark.parametrize('side', [45, 46, 128, 192])
def test_as_many_pairs_as_pixels(side):
    """More than the table has room for at first, from 2,048 on, and later."""
    a, b = np.indices((side, side))
    a = np.concatenate([a, a])
    pairs = PairCounts.of(a, np.concatenate([b, b]))
    np.testing.assert_array_equal(pairs.pixel, np.arange(side * side))
    assert (pairs.n_pixel == 2).all()


def test_large_numbers_of_components_do_not_overflow():
    a = np.array([[60000, 60001]], np.uint16)
    b = np.array([[2 ** 31, 2 ** 31 + 1]], np.uint32)
    pairs = PairCounts.of(a, b)
    assert pairs.a.tolist() == [60000, 60001]
    assert pairs.b.tolist() == [2 ** 31, 2 ** 31 + 1]


def test_overlaps_know_the_classes_of_both_sides():
    truth = np.array([[0, 0, 7, 0]], np.uint8)
    prediction = np.array([[0, 7, 7, 0]])
    overlaps = ComponentOverlaps.of(truth, prediction, 4)
    # Prediction: 0 | 7 7 | 0; truth: 0 0 | 7 | 0.
    assert sorted(zip(overlaps.predicted.tolist(), overlaps.true.tolist(),
                      overlaps.n_pixel.tolist())) == [
        (0, 0, 1), (0, 0, 1), (7, 0, 1), (7, 7, 1)]
    assert len(set(overlaps.u.tolist())) == len(set(overlaps.v.tolist())) == 3


def test_any_number_may_mean_that_nothing_is_known():
    unknown = np.iinfo(np.int64).max
    truth = np.array([[unknown, 3, 3], [0, 3, unknown]])
    prediction = np.array([[-1, 3, 0], [0, 3, unknown]])
    overlaps = ComponentOverlaps.of(truth, prediction, 4, unknown)
    assert sorted(zip(overlaps.predicted.tolist(), overlaps.true.tolist(),
                      overlaps.n_pixel.tolist())) == [(0, 0, 1), (0, 3, 1), (3, 3, 2)]
