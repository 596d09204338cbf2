"""ATen's convolution for every geometry that Chainer knows."""

import torch

_aten = torch.ops.aten


class Convolution:
    """One geometry; tensors in, tensors out, all of one dtype.

    ATen pads both sides alike and knows one output size only. Other sizes, as
    Chainer's ``cover_all`` makes them, are reached by padding the input or by cutting
    the result.

    Args:
        stride, pad, dilate (tuple of int): Each as (y, x).
        groups (int): Groups of channels.
    """

    def __init__(self, stride, pad, dilate, groups):
        self._stride, self._pad, self._dilate = stride, pad, dilate
        self._groups = groups

    def forward(self, x, w, b, out_size):
        """Convolution of x (N, C, H, W) with w (O, C / groups, kh, kw): (N, O, ...)."""
        x, pad = self._pad_input(x, w.shape[2:], out_size)
        return _aten.convolution(x, w, b, self._stride, pad, self._dilate, False,
                                 (0, 0), self._groups)

    def backward(self, x, w, gy, want):
        """Gradients of ``forward``.

        Args:
            want (tuple of bool): Which of those by x, w and b.

        Returns:
            tuple: Three tensors, None where not wanted.
        """
        size = x.shape[2:]
        padded, pad = self._pad_input(x, w.shape[2:], gy.shape[2:])
        gx, gw, gb = _aten.convolution_backward(
            gy, padded, w, [w.shape[0]], self._stride, pad, self._dilate, False, (0, 0),
            self._groups, want)
        if gx is not None and padded is not x:
            top, left = self._pad
            gx = gx[:, :, top:top + size[0], left:left + size[1]]
        return gx, gw, gb

    def transposed(self, x, w, b, out_size):
        """Transposed convolution of x with w (C, O / groups, kh, kw): (N, O, ...)."""
        plain = tuple(
            (n - 1) * s + (k - 1) * d + 1 - 2 * p
            for n, s, k, d, p in zip(
                x.shape[2:], self._stride, w.shape[2:], self._dilate, self._pad))
        more = tuple(max(0, out - size) for out, size in zip(out_size, plain))
        y = _aten.convolution(x, w, b, self._stride, self._pad, self._dilate, True,
                              more, self._groups)
        return y[:, :, :out_size[0], :out_size[1]]

    def _pad_input(self, x, ksize, out_size):
        """The input, padded where it must be uneven, and the padding left to ATen."""
        # Rows and columns below and right of the input that the last windows read.
        far = [max(0, s * (out - 1) + (k - 1) * d + 1 - p - size)
               for s, out, k, d, p, size in zip(
                   self._stride, out_size, ksize, self._dilate, self._pad,
                   x.shape[2:])]
        if all(f <= p for f, p in zip(far, self._pad)):
            return x, self._pad
        top, left = self._pad
        return _aten.constant_pad_nd(x, (left, far[1], top, far[0])), (0, 0)
