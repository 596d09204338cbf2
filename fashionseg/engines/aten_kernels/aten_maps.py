"""What the aten engine does beside convolutions."""

import numpy as np
import torch

from fashionseg.engines.aten_kernels import normalization, pooling
from fashionseg.engines.aten_kernels.to_array import to_array
from fashionseg.engines.aten_kernels.to_tensor import to_tensor
from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine


class AtenMaps(NumpyEngine):
    """Pooling, normalization and ReLU by ATen, where it has kernels for the arrays.

    Mixed and half precision on a CPU, and what this class does not define, are
    NumpyEngine's.
    """

    def max_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool`."""
        if not _is_numpys(x):
            return super().max_pool(x, ksize, stride, pad, out_size)
        answer = pooling.max_pool(to_tensor(x), ksize, stride, pad, out_size)
        return NotImplemented if answer is None else tuple(
            tensor.numpy() for tensor in answer)

    def max_pool_grad(self, gy, indexes, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool_grad`."""
        if not _is_numpys(gy):
            return super().max_pool_grad(gy, indexes, in_size, ksize, stride, pad)
        gy, indexes = to_tensor(gy), torch.from_numpy(np.asarray(indexes, np.int32))
        x = gy.new_empty(gy.shape[:2] + tuple(in_size))
        return pooling.max_pool_grad(gy, indexes, x, ksize, stride, pad).numpy()

    def average_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.average_pool`."""
        if not _is_numpys(x):
            return super().average_pool(x, ksize, stride, pad, out_size)
        return pooling.average_pool(to_tensor(x), ksize, stride, pad).numpy()

    def average_pool_grad(self, gy, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.average_pool_grad`."""
        if not _is_numpys(gy):
            return super().average_pool_grad(gy, in_size, ksize, stride, pad)
        gy = to_tensor(gy)
        x = gy.new_empty(gy.shape[:2] + tuple(in_size))
        return pooling.average_pool_grad(gy, x, ksize, stride, pad).numpy()

    def relu_grad(self, gy, y):
        """See :meth:`fashionseg.engines.engine.Engine.relu_grad`."""
        if not _is_numpys(gy, y):
            return super().relu_grad(gy, y)
        return torch.ops.aten.threshold_backward(
            to_tensor(gy), to_tensor(y), 0).numpy()

    def joins_normalization(self, x, w, gamma, beta):
        """See :meth:`fashionseg.engines.engine.Engine.joins_normalization`."""
        return False

    def batch_normalize(self, x, gamma, beta, eps):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize`."""
        if not _is_full(x, gamma):
            return super().batch_normalize(x, gamma, beta, eps)
        return _to_arrays(x.dtype, normalization.batch_normalize(
            to_tensor(x), to_tensor(gamma), to_tensor(beta), eps))

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize_grad`."""
        arrays = x, gamma, gy, mean, inv_std
        if not _is_full(*arrays):
            return super().batch_normalize_grad(*arrays)
        return _to_arrays(x.dtype, normalization.batch_normalize_grad(
            *map(to_tensor, arrays)))

    def normalize(self, x, gamma, beta, mean, var, eps):
        """See :meth:`fashionseg.engines.engine.Engine.normalize`."""
        arrays = x, gamma, beta, mean, var
        if not _is_full(*arrays):
            return super().normalize(*arrays, eps)
        return to_array(
            normalization.normalize(*map(to_tensor, arrays), eps), x.dtype)


def _to_arrays(dtype, tensors):
    return tuple(to_array(tensor, dtype) for tensor in tensors)


def _is_full(*arrays):
    """Whether the arrays share a precision that ATen has on every device."""
    return (arrays[0].dtype in (np.float32, np.float64)
            and len({array.dtype for array in arrays}) == 1)


def _is_numpys(*arrays):
    return type(arrays[0]) is np.ndarray and _is_full(*arrays)
