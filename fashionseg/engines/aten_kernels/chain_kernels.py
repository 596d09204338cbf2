"""Chains of convolutions on tensors."""

import weakref

import numpy as np
import torch

from fashionseg.engines.aten_kernels.add_pixels import add_pixels
from fashionseg.engines.aten_kernels.double import double
from fashionseg.engines.aten_kernels.to_cupy import to_cupy

_aten = torch.ops.aten


class AtenChainKernels:
    """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`.

    Tensors stay in the computing dtype and, but for the deep layers with more
    weights than pixels, with the channels last: the layout of the fastest kernels.

    Args:
        dtype (torch.dtype or None): What single precision arrays are computed in.
    """

    def __init__(self, dtype=None):
        self._dtype = dtype
        self._twins = {}  # id of an array -> weak reference to it, its tensor

    def enter(self, array):
        """An array in the form in which the kernels take it."""
        if id(array) in self._twins:
            return self._twins[id(array)][1]
        if isinstance(array, np.ndarray):
            tensor = torch.from_numpy(np.require(array, None, 'W'))
            if array.dtype == np.float16:
                tensor = tensor.float()  # no processor multiplies half precision well
        else:
            tensor = torch.from_dlpack(array)
        if self._dtype is not None and tensor.dtype == torch.float32:
            tensor = tensor.to(self._dtype)
        return tensor

    def leave(self, tensor, dtype, again=False):
        """Back to an array of Chainer's; ``again``: it will enter another chain."""
        whole = tensor.to(getattr(torch, dtype.name))
        array = whole.numpy() if tensor.device.type == 'cpu' else to_cupy(whole)
        if again and whole is not tensor:
            self._remember(array, tensor)
        return array

    def _remember(self, array, tensor):
        """Saves the next chain the conversion, as long as the array lives."""
        key = id(array)
        self._twins[key] = (
            weakref.ref(array, lambda _: self._twins.pop(key, None)), tensor)

    def join(self, parts):
        """Concatenation along the channels."""
        return parts[0] if len(parts) == 1 else torch.cat(parts, 1)

    def convolve(self, x, w, b, stride, pad, relu, onto):
        """Convolution plus ``onto`` (or None), then ReLU if wanted."""
        x, w = _one_layout(x, w)
        if relu and onto is None and _has_joint_kernels(x, w):
            return _aten.cudnn_convolution_relu(x, w, b, stride, pad, (1, 1), 1)
        y = _aten.convolution(x, w, b, stride, pad, (1, 1), False, (0, 0), 1)
        if onto is not None:
            y.add_(onto)
        return y.relu_() if relu else y

    def convolve_backward(self, x, w, gy, stride, pad, want_x):
        """Gradients by x (None unless ``want_x``), w and b."""
        x, w, gy = _one_layout(x, w, gy)
        as_product = gy.is_cuda and gy.is_contiguous(memory_format=torch.channels_last)
        gx, gw, gb = _aten.convolution_backward(
            gy, x, w, [len(w)], stride, pad, (1, 1), False, (0, 0), 1,
            (want_x, True, not as_product))
        return gx, gw.contiguous(), add_pixels(gy) if as_product else gb

    def deconvolve(self, x, w):
        """Transposed convolution: kernel 4, stride 2, pad 1, no bias."""
        x, w = _one_layout(x, w)
        if not x.is_cuda:
            return double(x, w)
        return _aten.convolution(
            x, w, None, (2, 2), (1, 1), (1, 1), True, (0, 0), 1)

    def deconvolve_backward(self, x, w, gy):
        """Gradients of ``deconvolve`` by x and w."""
        x, w, gy = _one_layout(x, w, gy)
        gx, gw, _ = _aten.convolution_backward(
            gy, x, w, None, (2, 2), (1, 1), (1, 1), True, (0, 0), 1,
            (True, True, False))
        return gx, gw.contiguous()

    def relu_grad(self, gy, y, owned):
        """``gy`` where y > 0, else 0; in place if it is ``owned``."""
        if owned:
            return _aten.threshold_backward.grad_input(gy, y, 0, grad_input=gy)
        return _aten.threshold_backward(gy, y, 0)


def _one_layout(x, w, *more):
    """The tensors with the channels last, or first where that is faster.

    That is where the weights are the bulk, and on a GPU in full precision, where the
    matrix units, whose layout has the channels last, are not used.
    """
    first = x.numel() < w.numel() or x.is_cuda and not _fits_matrix_units(x)
    layout = torch.contiguous_format if first else torch.channels_last
    return [tensor.contiguous(memory_format=layout) for tensor in (x, w, *more)]


def _fits_matrix_units(x):
    return x.dtype in (torch.float16, torch.bfloat16) or (
        x.dtype == torch.float32 and torch.backends.cudnn.allow_tf32)


def _has_joint_kernels(x, w):
    """Whether cuDNN adds the bias and takes the ReLU in the convolution itself."""
    return (x.is_cuda and _fits_matrix_units(x) and len(w) % 8 == 0
            and torch.cuda.get_device_capability(x.device) >= (8, 0))
