"""chainer/backends/cuda.py:108-117,137-145 warns about cuDNN.

CuPy 14 has no cuDNN any more: "Please reinstall CuPy after you install cudnn" asks
for what cannot be. CuPy 13 has it and says that `cupy.cudnn` has moved.
"""

import contextlib
import warnings


@contextlib.contextmanager
def patch(module):
    """Silences these two; an older CuPy without its cuDNN is still reported."""
    with warnings.catch_warnings():
        warnings.filterwarnings('ignore', r'.*cupy\.cudnn', DeprecationWarning)
        yield
    if module._cupy_major >= 14:
        module.check_cuda_available._already_warned = True
