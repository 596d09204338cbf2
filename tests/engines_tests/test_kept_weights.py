"""What is made of constant weights is made once, and of nothing else."""

import gc
import threading
from types import SimpleNamespace
import weakref

import numpy as np
import pytest

from fashionseg.engines.kept_weights import KeptWeights


def store_of(*arrays):
    return KeptWeights([SimpleNamespace(array=array) for array in arrays])


def make(w, name='twice'):
    calls = []

    def double():
        calls.append(1)
        return 2 * w
    return KeptWeights.make_once(name, w, double), len(calls)


def test_once_while_entered():
    w = np.arange(6.).reshape(2, 3)
    kept = store_of(w)
    assert make(w)[1] == make(w)[1] == 1  # outside nothing is kept
    with kept.in_use():
        first, count = make(w)
        again, none = make(w)
    assert count == 1 and none == 0 and again is first
    np.testing.assert_array_equal(first, 2 * w)
    with kept.in_use():  # entered again, it still has it
        assert make(w) == (first, 0)
        assert make(w, 'other name')[1] == 1
    assert make(w)[1] == 1
    with store_of(w).in_use():  # another one has it not
        assert make(w)[1] == 1


def test_views_are_told_apart():
    w = np.arange(24.).reshape(4, 6)
    views = [w, w[1:], w[:, 1:], w[:, :3], w[::2], w.T, w.reshape(6, 4)]
    with store_of(w).in_use():
        for view in views:
            made, count = make(view)
            assert count == 1
            np.testing.assert_array_equal(made, 2 * view)
        for view in views:
            np.testing.assert_array_equal(make(view)[0], 2 * view)
            assert make(view)[1] == 0
        assert make(w.copy())[1] == make(np.ones(3))[1] == 1


def test_what_is_made_of_what_was_made_stays_too():
    w = np.arange(6.)
    with store_of(w).in_use():
        made, _ = make(w)
        assert KeptWeights.has(made) and KeptWeights.has(made[2:])
        assert make(made)[1] == 1 and make(made)[1] == 0
        parts = KeptWeights.make_once('parts', w, lambda: (w + 1, w + 2))
        assert all(map(KeptWeights.has, parts))
    assert not KeptWeights.has(w)


def test_arrays_of_other_kinds_are_left_alone():
    class Array:
        base = None

    other = Array()
    kept = store_of(other)
    with kept.in_use():
        assert not KeptWeights.has(other)
        assert KeptWeights.make_once('name', other, lambda: 'made') == 'made'


def test_it_ends_with_an_error_and_the_one_before_goes_on():
    one, other = np.ones(3), np.ones(4)
    with store_of(one).in_use():
        with pytest.raises(ZeroDivisionError), store_of(other).in_use():
            assert KeptWeights.has(other) and not KeptWeights.has(one)
            1 / 0
        assert KeptWeights.has(one) and not KeptWeights.has(other)


def test_memory_is_let_go_with_it():
    w = np.ones(3)
    kept = store_of(w)
    with kept.in_use():
        made = weakref.ref(make(w)[0])
    gc.collect()
    assert made() is not None
    del kept
    gc.collect()
    assert made() is None


def test_threads_do_not_meet():
    w, found = np.ones(3), []
    kept = store_of(w)
    with kept.in_use():
        thread = threading.Thread(target=lambda: found.append(KeptWeights.has(w)))
        thread.start()
        thread.join()
        with kept.in_use():
            assert KeptWeights.has(w)
        assert KeptWeights.has(w)
    assert found == [False] and not KeptWeights.has(w)


def test_two_threads_that_make_at_once_take_the_same():
    w = np.ones(3)
    kept, barrier, found = store_of(w), threading.Barrier(2, timeout=60), []

    def make_slowly():
        barrier.wait()
        return 2 * w

    def work():
        with kept.in_use():
            found.append(KeptWeights.make_once('twice', w, make_slowly))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2 and found[0] is found[1]
