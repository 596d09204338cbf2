"""Wherever the taps of a filter are and however many threads share the work."""

import numpy as np
import pytest

import fashionseg  # noqa: F401

from fashionseg.engines import use_engine
from fashionseg.engines.compiled_kernels import convolution as narrow
from fashionseg.engines.numpy_kernels import convolution as kernels
from fashionseg.engines.numpy_kernels.divide_taps import divide_taps
from fashionseg.engines.numpy_kernels.threads import THREADS, Threads
from tests.engines_tests.blocks_of import blocks_of
from tests.engines_tests.test_numpy_convolution import (
    CONVOLUTIONS, arrays_of, assert_same, chainers, convolution)

# Grouped ones go through the same code, group by group.
DENSE = [name for name, case in CONVOLUTIONS.items()
         if case[5] == 1 and name != 'stride, dilated']
PLACES = {'on the input': (False, False), 'along y on the output': (True, False),
          'on the output': (True, True)}


@pytest.fixture(autouse=True)
def engine():
    use_engine('numpy')
    yield
    use_engine('chainer')


@pytest.mark.parametrize('numbers', [None, 300], ids=['one block', 'many blocks'])
@pytest.mark.parametrize('place', PLACES)
@pytest.mark.parametrize('name', DENSE)
def test_all_places_of_the_taps(name, place, numbers, monkeypatch):
    monkeypatch.setattr(kernels, 'divide_taps', lambda *args: PLACES[place])
    args = convolution(CONVOLUTIONS[name]) + (np.float64,)
    with blocks_of(numbers, 'wide'):
        ours = arrays_of(*args)
    assert_same(ours, chainers(*args), 1e-12)


@pytest.mark.parametrize('n_thread', [2, 3])
@pytest.mark.parametrize('numbers', [None, 300], ids=['one block', 'many blocks'])
@pytest.mark.parametrize('kernels, name', [
    *((kernels, name) for name in DENSE for kernels in ('narrow', 'wide')),
    ('narrow', 'depthwise'), ('narrow', 'grouped')])
def test_threads(name, kernels, numbers, n_thread):
    args = convolution(CONVOLUTIONS[name]) + (np.float64,)
    with blocks_of(numbers, kernels):
        use_engine('numpy', n_thread)
        ours, again = arrays_of(*args), arrays_of(*args)
    for a, b in zip(ours, again):
        np.testing.assert_array_equal(a, b)
    assert_same(ours, chainers(*args), 1e-12)


@pytest.mark.parametrize('kernels', [kernels, narrow], ids=['wide', 'narrow'])
def test_adds_onto_an_array_and_cuts_off_below_zero(kernels):
    state = np.random.RandomState(0)
    x, w = state.uniform(-1, 1, (2, 3, 6, 5)), state.uniform(-1, 1, (4, 3, 3, 3))
    b, onto = state.uniform(-1, 1, 4), state.uniform(-1, 1, (2, 4, 6, 5))
    geometry = (6, 5), (1, 1), (1, 1), (1, 1)
    plain = kernels.convolve(x, w, None, *geometry)
    y = kernels.convolve(x, w, b, *geometry, relu=True, onto=onto.copy())
    expected = np.maximum(plain + b[:, None, None] + onto, 0)
    np.testing.assert_allclose(y, expected, atol=1e-14)
    ones = np.ones((4, 3, 1, 1))
    y = kernels.convolve(x, ones, b, (6, 5), (1, 1), (0, 0), (1, 1), relu=True)
    expected = np.maximum(x.sum(axis=1)[:, None] + b[:, None, None], 0)
    np.testing.assert_allclose(y, expected, atol=1e-14)


def test_gradient_by_the_bias_is_the_sum():
    gy = np.arange(48.).reshape(2, 3, 2, 4)
    gw, gb = kernels.convolve_grads(
        np.ones((2, 5, 2, 4)), gy, (1, 1), (1, 1), (0, 0), (1, 1))
    # 8 x 3.5 + 8 x 27.5 in the first channel, and so on.
    np.testing.assert_array_equal(gb, [248, 376, 504])
    np.testing.assert_array_equal(gw[:, :, 0, 0], np.tile(gb[:, None], 5))


@pytest.mark.parametrize('kind, w_shape, size, stride, expected', [
    # Moves per place, halo 1/8 of the products at 1/32 of a move: all on the input
    # 18 x 4 + 4, along y on the output 6 x 4 + 2.5 x 12 + 4.5, all 4 + 2.5 x 36 + 4.5.
    ('convolve', (4, 4, 3, 3), (224, 224), (1, 1), (True, False)),
    # 18 x 128 + 14, 6 x 128 + 2.5 x 42 + 63, 128 + 2.5 x 126 + 63.
    ('convolve', (14, 128, 3, 3), (224, 224), (1, 1), (True, True)),
    # 18 x 512 + 512 against 6 x 512 + 2.5 x 1536 + 2 / 28 of 36864 x 2.
    ('convolve', (512, 512, 3, 3), (28, 28), (1, 1), (False, False)),
    # Few maps: no filter is moved.
    ('deconvolve', (1024, 512, 3, 3), (7, 7), (1, 1), (False, False)),
    # 4 phases of 142 and 4 shifts of 128 against 16 taps.
    ('deconvolve', (142, 128, 4, 4), (112, 112), (2, 2), (True, True)),
    ('convolve', (64, 128, 1, 1), (56, 56), (1, 1), (False, False)),
])
def test_least_cost(kind, w_shape, size, stride, expected):
    assert divide_taps(kind, 4, w_shape, size, stride) == expected


def test_every_item_once_and_errors_reach_the_caller():
    use_engine('numpy', 3)
    seen = []
    THREADS.run(seen.append, range(100))
    assert sorted(seen) == list(range(100))

    def fail(item):
        if item == 7:
            raise ValueError('seven')
    with pytest.raises(ValueError, match='seven'):
        THREADS.run(fail, range(10))
    # The pool goes on.
    THREADS.run(seen.append, range(100, 120))
    assert sorted(seen) == list(range(120))


def test_work_inside_of_work_stays_in_its_thread():
    use_engine('numpy', 2)
    counts = []
    THREADS.run(lambda item: THREADS.run(
        lambda inner: counts.append(THREADS.count), range(3)), range(2))
    assert counts == [1] * 6 and THREADS.count == 2


@pytest.mark.parametrize('n_thread', [1, 3])
def test_tiny_numbers_are_zeros_inside_only(n_thread):
    threads, products = Threads(), []
    threads.set_count(n_thread)

    def multiply(item):
        products.append(np.full(4, 1e-30, 'f') * np.full(4, 1e-10, 'f'))

    def fail(item):
        raise ValueError

    threads.run(multiply, range(6))
    assert len(products) == 6 and not np.any(products)
    with pytest.raises(ValueError):
        threads.run(fail, range(6))
    multiply(None)
    assert (products[-1] > 0).all()
