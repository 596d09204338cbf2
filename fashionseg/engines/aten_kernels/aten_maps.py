"""Batch normalization of the aten engine."""

import numpy as np

from fashionseg.engines.aten_kernels import normalization
from fashionseg.engines.aten_kernels.to_array import to_array
from fashionseg.engines.aten_kernels.to_tensor import to_tensor
from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine


class AtenMaps(NumpyEngine):
    """Normalizes by cuDNN on a GPU; on a CPU NumpyEngine's kernels are faster."""

    def batch_normalize(self, x, gamma, beta, eps, relu=False):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize`."""
        if not _is_gpus(x, gamma):
            return super().batch_normalize(x, gamma, beta, eps, relu)
        return _to_arrays(x.dtype, normalization.batch_normalize(
            to_tensor(x), to_tensor(gamma), to_tensor(beta), eps))

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std, y=None):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize_grad`."""
        arrays = x, gamma, gy, mean, inv_std
        if not _is_gpus(*arrays):
            return super().batch_normalize_grad(*arrays, y)
        return _to_arrays(x.dtype, normalization.batch_normalize_grad(
            *map(to_tensor, arrays)))

    def normalize(self, x, gamma, beta, mean, var, eps):
        """See :meth:`fashionseg.engines.engine.Engine.normalize`."""
        arrays = x, gamma, beta, mean, var
        if not _is_gpus(*arrays):
            return super().normalize(*arrays, eps)
        return to_array(
            normalization.normalize(*map(to_tensor, arrays), eps), x.dtype)


def _to_arrays(dtype, tensors):
    return tuple(to_array(tensor, dtype) for tensor in tensors)


def _is_gpus(*arrays):
    """Whether a GPU's arrays share a precision that ATen normalizes in."""
    return (not isinstance(arrays[0], np.ndarray)
            and arrays[0].dtype in (np.float32, np.float64)
            and len({array.dtype for array in arrays}) == 1)
