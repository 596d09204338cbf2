"""An array as PyTorch sees it."""

import numpy as np
import torch


def to_tensor(array):
    """Returns a tensor over the memory of an array.

    Args:
        array (numpy.ndarray or cupy.ndarray): Any shape and floating dtype. Only what
            is not C-contiguous or, on a CPU, read-only is copied.

    Returns:
        torch.Tensor: Contiguous, on the same device.
    """
    if isinstance(array, np.ndarray):
        return torch.from_numpy(np.require(array, None, ['C', 'W']))
    # CuPy, which hands over its memory and its stream; the two share one device.
    if not array.flags.c_contiguous:
        array = array.copy(order='C')
    return torch.from_dlpack(array)
