"""Numerical gradients, in double precision, of chains of convolutions.

Among them those that read a small map in the place of the unpooled one.
"""

import fashionseg  # noqa: F401
from chainer import gradient_check
import numpy as np
import pytest

from tests.engines_tests.each_engine import using
from tests.functions_tests.chains import CHAINS, arrays, run


@pytest.mark.parametrize('engine', ['chainer', 'numpy', 'aten'])
@pytest.mark.parametrize('name', CHAINS)
def test_every_chain(name, engine):
    with using(engine):
        inputs = tuple(arrays(name, 'd'))
        gy = np.random.RandomState(1).randn(*run(name, *inputs).shape)
        gradient_check.check_backward(
            lambda *x: run(name, *x), inputs, gy, eps=1e-5, atol=1e-7, rtol=1e-6,
            dtype='d')
