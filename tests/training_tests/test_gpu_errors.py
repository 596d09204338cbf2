import pytest

from fashionseg.errors import UserError
from fashionseg.training.gpu_errors import gpu_errors


class OutOfMemoryError(MemoryError):
    """As CuPy calls its own, and PyTorch."""


class NcclError(RuntimeError):
    """As CuPy calls NCCL's."""


@pytest.mark.parametrize('error, words', [
    (OutOfMemoryError('Out of memory allocating 512 bytes'),
     '@cupy:1 has too little memory for its share of a batch; give a smaller '
     '--batch-size, or more GPUs with --devices'),
    (NcclError('NCCL_ERROR_SYSTEM_ERROR: unhandled system error'),
     '@cupy:1: NCCL_ERROR_SYSTEM_ERROR: unhandled system error; set NCCL_DEBUG=INFO in '
     'the environment to see why')])
def test_what_users_can_mend(error, words):
    with pytest.raises(UserError) as found, gpu_errors('@cupy:1'):
        raise error
    assert str(found.value) == words
    assert found.value.__cause__ is error


@pytest.mark.parametrize('error', [
    UserError('photo 7 is damaged'), ValueError('a bug'), KeyboardInterrupt()])
def test_all_else_comes_through(error):
    with pytest.raises(type(error)) as found, gpu_errors('@cupy:1'):
        raise error
    assert found.value is error
