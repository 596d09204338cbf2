import contextlib

import pytest

from fashionseg.engines.compiled_kernels import convolution as narrow
from fashionseg.engines.compiled_kernels import plan
from fashionseg.engines.numpy_kernels import block_products, convolution


@contextlib.contextmanager
def blocks_of(numbers, kernels='narrow'):
    """Convolutions cut into blocks of another size; ``None`` leaves the size.

    With 'wide' kernels matrix products compute them, however few the channels.
    """
    with pytest.MonkeyPatch.context() as patch:
        if kernels == 'wide':
            patch.setattr(narrow, 'is_narrow', lambda *args: False)
        for module in (block_products, plan):
            if numbers is not None:
                patch.setattr(module, '_BLOCK_NUMBERS', numbers)
        _forget()
        yield
    _forget()


def _forget():
    for function in (convolution._plan_forward, convolution._plan_mirrored,
                     plan.plan_convolution, plan.plan_transposed):
        function.cache_clear()
