"""A tensor as Chainer sees it."""

import torch

from fashionseg.engines.aten_kernels.to_cupy import to_cupy


def to_array(tensor, dtype):
    """Returns an array over the memory of a tensor.

    Args:
        tensor (torch.Tensor): Any shape, floating dtype and device.
        dtype (numpy.dtype): Wanted dtype; the tensor is converted where it differs.

    Returns:
        numpy.ndarray or cupy.ndarray: C-contiguous.
    """
    tensor = tensor.to(getattr(torch, dtype.name)).contiguous()
    return tensor.numpy() if tensor.device.type == 'cpu' else to_cupy(tensor)
