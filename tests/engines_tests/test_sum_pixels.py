import numpy as np
import pytest

from fashionseg.engines.compiled_kernels.sum_pixels import sum_pixels


@pytest.mark.parametrize('dtype, error', [('float32', 6e-8), ('float64', 1e-15)])
def test_exact_sums(dtype, error):
    # Large and small ones in turn: a sum in single precision would lose the small.
    maps = np.empty((2, 3, 40, 50), dtype)
    maps[..., ::2] = np.array([1, 2, 3]).reshape(1, 3, 1, 1)
    maps[..., 1::2] = 2. ** -20
    expected = np.array([1, 2, 3]) * 2000 + 2000 * 2. ** -20
    sums = sum_pixels(maps)
    assert sums.dtype == dtype
    np.testing.assert_allclose(sums, expected, rtol=error)
    np.testing.assert_allclose(sum_pixels(maps[:, :, ::2]), expected / 2, rtol=error)
