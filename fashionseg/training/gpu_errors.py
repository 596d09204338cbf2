"""What a GPU lacks, in one line."""

import contextlib

from fashionseg.errors import UserError


@contextlib.contextmanager
def gpu_errors(device):
    """Turns an error of a GPU that users can mend into a UserError.

    The errors are known by their names, since each of the libraries that raise them
    may be missing.

    Args:
        device (chainer.backend.Device or str): Where the block computes.

    Raises:
        UserError: CuPy's or PyTorch's memory is used up, or NCCL failed.
    """
    try:
        yield
    except Exception as error:
        name = type(error).__name__
        if name == 'OutOfMemoryError':
            raise UserError(
                f'{device} has too little memory for its share of a batch; give a '
                'smaller --batch-size, or more GPUs with --devices') from error
        if name == 'NcclError':
            raise UserError(f'{device}: {error}; set NCCL_DEBUG=INFO in the '
                            'environment to see why') from error
        raise
