"""The engine that borrows PyTorch's kernels."""

import math

import numpy as np

from fashionseg.engines.engine import Engine
from fashionseg.errors import UserError

try:
    import torch
except ImportError as error:
    raise UserError("--kernels aten needs PyTorch: pip install 'fashionseg[fast]', or "
                    'give --kernels numpy') from error

from fashionseg.engines.aten_kernels.adam import adam
from fashionseg.engines.aten_kernels.aten_maps import AtenMaps
from fashionseg.engines.aten_kernels.chain_kernels import AtenChainKernels
from fashionseg.engines.aten_kernels.convolution import Convolution
from fashionseg.engines.aten_kernels.kept_tensors import KeptTensors
from fashionseg.engines.aten_kernels.to_array import to_array
from fashionseg.engines.aten_kernels.to_tensor import to_tensor


class AtenEngine(AtenMaps):
    """Convolutions by ATen, on the memory of the arrays; no graph of PyTorch's.

    On a CPU oneDNN computes those in bfloat16, and in full precision the few for which
    NumpyEngine has no kernels; on a GPU cuDNN does, which CuPy 14 no longer has.

    Args:
        precision (str): With 'bfloat16' or 'float16' the convolutions of single
            precision arrays are computed in it; weights stay in single precision.
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
        self.precision, self.tf32 = precision, tf32
        self._half = {'bfloat16': torch.bfloat16,
                      'float16': torch.float16}.get(precision)
        torch.backends.cudnn.allow_tf32 = tf32
        self._chain_kernels = AtenChainKernels(self._half)
        # Weights and moments stay, and gradients where a step is a captured one.
        self._weights, self._gradients = KeptTensors(), KeptTensors()

    def describe(self):
        """Returns a few words for the log."""
        return f'aten (PyTorch {torch.__version__})'

    def outruns_graphs(self):
        """See :meth:`fashionseg.engines.engine.Engine.outruns_graphs`."""
        return self._half is None and super().outruns_graphs()

    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve`."""
        geometry = stride, pad, dilate, groups
        if self._is_plain(x):
            y = super().convolve(x, w, b, out_size, *geometry)
            if y is not NotImplemented:
                return y
        return to_array(Convolution(*geometry).forward(
            *self._tensors(x, w, b), out_size), x.dtype)

    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_grad_w`."""
        geometry = stride, pad, dilate, groups
        if self._is_plain(x) or _is_slow_in_aten(x, gy.shape[1], *geometry):
            gw = super().convolve_grad_w(x, gy, ksize, *geometry)
            if gw is not NotImplemented:
                return gw
        w_shape = (gy.shape[1], x.shape[1] // groups) + tuple(ksize)
        return self._grads(x, None, gy, w_shape, geometry, (False, True, False))[1]

    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.deconvolve`."""
        geometry = stride, pad, dilate, groups
        if self._is_plain(x):
            y = super().deconvolve(x, w, b, out_size, *geometry)
            if y is not NotImplemented:
                return y
        far = tuple((k - 1) * d - p for k, d, p in zip(w.shape[2:], dilate, pad))
        if _is_slow_in_aten(x, w.shape[1] * groups, *geometry) and min(far) >= 0:
            return self.convolve(
                x, w[:, :, ::-1, ::-1], b, out_size, stride, far, dilate, groups)
        return to_array(Convolution(*geometry).transposed(
            *self._tensors(x, w, b), out_size), x.dtype)

    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x,
                          want_b=True):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_backward`."""
        geometry = stride, pad, dilate, groups
        if self._is_plain(x):
            return super().convolve_backward(x, w, gy, *geometry, want_x, want_b)
        if _is_slow_in_aten(x, gy.shape[1], *geometry):
            return Engine.convolve_backward(self, x, w, gy, *geometry, want_x)
        return self._grads(x, w, gy, w.shape, geometry, (want_x, True, want_b))

    def chain_kernels(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`."""
        if self._is_plain(array):
            return super().chain_kernels(array)
        return self._chain_kernels

    def has_adam(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.has_adam`."""
        return True

    def adam(self, params, grads, ms, vs, *numbers):
        """See :meth:`fashionseg.engines.engine.Engine.adam`."""
        if type(params[0]) is np.ndarray:
            return super().adam(params, grads, ms, vs, *numbers)
        n = len(params)
        tensors = self._weights(params + ms + vs)
        adam(tensors[:n], self._gradients(grads), tensors[n:2 * n], tensors[2 * n:],
             *numbers)

    def all_finite(self, arrays):
        """See :meth:`fashionseg.engines.engine.Engine.all_finite`."""
        if type(arrays[0]) is np.ndarray:
            return super().all_finite(arrays)
        largest = torch.nn.utils.get_total_norm(self._gradients(arrays), math.inf)
        return math.isfinite(largest)

    def _is_plain(self, array):
        """Whether NumpyEngine has kernels for some of an array's convolutions."""
        return type(array) is np.ndarray and self._half is None

    def _grads(self, x, w, gy, w_shape, geometry, want):
        """Gradients by x, w and b, as arrays; None where they are not wanted."""
        x_tensor, gy_tensor = self._tensors(x, gy)
        if w is None:
            # ATen wants filters and reads only their shape here.
            w_tensor = x_tensor.new_empty(tuple(w_shape))
        else:
            w_tensor, = self._tensors(w)
        gradients = Convolution(*geometry).backward(
            x_tensor, w_tensor, gy_tensor, want)
        return tuple(None if g is None else to_array(g, x.dtype) for g in gradients)

    def _tensors(self, *arrays):
        """The arrays as tensors of the dtype to compute in; None stays None."""
        dtype = None
        if arrays[0].dtype == np.float16 and isinstance(arrays[0], np.ndarray):
            dtype = torch.float32  # no processor multiplies half precision well
        if arrays[0].dtype == np.float32 and self._half is not None:
            dtype = self._half
        tensors = [None if array is None else to_tensor(array) for array in arrays]
        return [t if t is None or dtype is None else t.to(dtype) for t in tensors]


def _is_slow_in_aten(x, out_channels, stride, pad, dilate, groups):
    """Gradients of dilated depthwise convolutions on a CPU: oneDNN has no good ones."""
    return (isinstance(x, np.ndarray) and dilate != (1, 1) and stride == (1, 1)
            and groups == x.shape[1] == out_channels > 1)
