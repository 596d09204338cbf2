"""What tests of several kernels need."""

import pytest

from fashionseg.engines.numpy_kernels.threads import THREADS


@pytest.fixture(params=[1, 2])
def threads(request):
    """Threads that share the work of the kernels."""
    THREADS.set_count(request.param)
    yield
    THREADS.set_count(1)
