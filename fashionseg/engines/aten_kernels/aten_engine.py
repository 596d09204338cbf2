"""The engine that borrows PyTorch's kernels."""

import numpy as np

from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine
from fashionseg.errors import UserError

try:
    import torch
except ImportError as error:
    raise UserError("--kernels aten needs PyTorch: pip install 'fashionseg[fast]', or "
                    'give --kernels numpy') from error

from fashionseg.engines.aten_kernels.adam import adam
from fashionseg.engines.aten_kernels.chain_kernels import AtenChainKernels
from fashionseg.engines.aten_kernels.convolution import Convolution
from fashionseg.engines.aten_kernels.to_array import to_array
from fashionseg.engines.aten_kernels.to_tensor import to_tensor


class AtenEngine(NumpyEngine):
    """Convolutions by ATen, on the memory of the arrays; no graph of PyTorch's.

    On a CPU oneDNN computes them, on a GPU cuDNN, which CuPy 14 no longer has. What
    this class does not define is NumpyEngine's.

    Args:
        precision (str): With 'bfloat16' the convolutions of single precision arrays
            are computed in it; weights and results stay single precision.
        tf32 (bool): Whether cuDNN may use TF32.

    Raises:
        UserError: The processor has no instructions for bfloat16.
    """

    name = 'aten'

    def __init__(self, precision='float32', tf32=False):
        if precision == 'bfloat16' and not (
                torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported()
                or torch.cpu._is_amx_tile_supported()):
            raise UserError('this processor has no instructions for bfloat16 '
                            '(avx512_bf16, amx); give --precision float32')
        self._bfloat16 = precision == 'bfloat16'
        torch.backends.cudnn.allow_tf32 = tf32
        self._chain_kernels = AtenChainKernels(
            torch.bfloat16 if self._bfloat16 else None)

    def describe(self):
        """Returns a few words for the log."""
        return f'aten (PyTorch {torch.__version__})'

    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve`."""
        y = Convolution(stride, pad, dilate, groups).forward(
            *self._tensors(x, w, b), out_size)
        return to_array(y, x.dtype)

    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_grad_w`."""
        x_tensor, gy_tensor = self._tensors(x, gy)
        # ATen wants filters and reads only their shape here.
        w = x_tensor.new_empty((gy.shape[1], x.shape[1] // groups) + tuple(ksize))
        _, gw, _ = Convolution(stride, pad, dilate, groups).backward(
            x_tensor, w, gy_tensor, (False, True, False))
        return to_array(gw, x.dtype)

    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.deconvolve`."""
        y = Convolution(stride, pad, dilate, groups).transposed(
            *self._tensors(x, w, b), out_size)
        return to_array(y, x.dtype)

    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_backward`."""
        gradients = Convolution(stride, pad, dilate, groups).backward(
            *self._tensors(x, w, gy), (want_x, True, True))
        return tuple(None if g is None else to_array(g, x.dtype) for g in gradients)

    def chain_kernels(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`."""
        return self._chain_kernels

    def adam(self, *arrays_and_numbers):
        """See :meth:`fashionseg.engines.engine.Engine.adam`."""
        adam(*arrays_and_numbers)

    def _tensors(self, *arrays):
        """The arrays as tensors of the dtype to compute in; None stays None."""
        dtype = None
        if arrays[0].dtype == np.float16 and isinstance(arrays[0], np.ndarray):
            dtype = torch.float32  # no processor multiplies half precision well
        if arrays[0].dtype == np.float32 and self._bfloat16:
            dtype = torch.bfloat16
        tensors = [None if array is None else to_tensor(array) for array in arrays]
        return [t if t is None or dtype is None else t.to(dtype) for t in tensors]
