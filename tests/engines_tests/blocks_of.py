import contextlib

import pytest

from fashionseg.engines.compiled_kernels import plan
from fashionseg.engines.numpy_kernels import (
    block_products, convolution)


@contextlib.contextmanager
def blocks_of(numbers):
    """Convolutions cut into blocks of another size; ``None`` leaves the size."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (block_products, plan):
            if numbers is not None:
                patch.setattr(module, '_BLOCK_NUMBERS', numbers)
        _forget()
        yield
    _forget()


def _forget():
    convolution._plan_forward.cache_clear()
    convolution._plan_mirrored.cache_clear()
    plan.plan_convolution.cache_clear()
    plan.plan_transposed.cache_clear()
