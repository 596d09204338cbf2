import numpy as np
import pytest

from fashionseg.engines.numpy_kernels import narrow_products

# With 600 multiplications and 2 x 3 matrices a piece has 96 columns.
LENGTHS = [1, 95, 96, 100, 101, 192, 200]


@pytest.mark.parametrize('largest', [4096, 0], ids=['pieces', 'whole'])
@pytest.mark.parametrize('length', LENGTHS)
def test_equals_the_plain_product(length, largest, monkeypatch):
    monkeypatch.setattr(narrow_products, '_SMALL', 600)
    monkeypatch.setattr(narrow_products, '_LARGEST_MATRIX', largest)
    # Whole numbers: every order of adding gives the same.
    state = np.random.RandomState(0)
    a = state.randint(-9, 9, (2, 3)).astype(np.float32)
    b = state.randint(-9, 9, (3, length + 5)).astype(np.float32)[:, 2:-3]
    wide = np.full((2, length + 1), 777, np.float32)
    narrow_products.multiply(a, b, wide[:, :length])
    np.testing.assert_array_equal(wide[:, :length], np.einsum('mk,kp->mp', a, b))
    np.testing.assert_array_equal(wide[:, length], 777)
    out = np.full((2, 3), 777, np.float32)
    narrow_products.multiply_transposed(wide[:, :length], b, out)
    np.testing.assert_array_equal(out, np.einsum('mp,kp->mk', wide[:, :length], b))
