"""Gradients of biases as a product."""

import numpy as np
import pytest


@pytest.mark.parametrize('shape', [(2, 3, 4, 5), (3, 14, 1, 1), (1, 1, 6, 7)])
@pytest.mark.parametrize('dtype', ['f', 'd'])
def test_adds_each_channel(shape, dtype):
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    from fashionseg.engines.aten_kernels.add_pixels import add_pixels
    gy = np.random.default_rng(0).standard_normal(shape).astype(dtype)
    tensor = torch.from_numpy(gy).to(memory_format=torch.channels_last)
    found = add_pixels(tensor)
    assert found.dtype == tensor.dtype
    np.testing.assert_allclose(
        found.numpy(), gy.sum((0, 2, 3), dtype='d'), rtol=1e-4, atol=1e-5)
