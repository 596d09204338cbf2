"""Pooling with any window by ATen; on tensors (N, C, H, W) of a CPU."""

import torch

_aten = torch.ops.aten


def max_pool(x, ksize, stride, pad, out_size):
    """See :meth:`fashionseg.engines.engine.Engine.max_pool`.

    Returns:
        tuple or None: Maxima and indexes; None where ATen makes another size.
    """
    y, at = _aten.max_pool2d_with_indices(
        x, ksize, stride, pad, (1, 1), _rounds_up(x, ksize, stride, pad, out_size))
    if y.shape[2:] != tuple(out_size):
        return None
    # ATen counts the pixels of the map, Chainer those of the window.
    first_y, first_x = _corners(y, stride, pad)
    width = x.shape[3]
    at = at.to(torch.int32)
    at_y = torch.div(at, width, rounding_mode='floor')
    at_x = at.sub_(at_y * width).sub_(first_x)
    return y, at_y.sub_(first_y).mul_(ksize[1]).add_(at_x)


def max_pool_grad(gy, indexes, x, ksize, stride, pad):
    """Gradient of ``max_pool`` by x, an empty tensor of its shape."""
    first_y, first_x = _corners(gy, stride, pad)
    at_y = torch.div(indexes, ksize[1], rounding_mode='floor')
    at_x = indexes - at_y * ksize[1] + first_x
    at = at_y.add_(first_y).mul_(x.shape[3]).add_(at_x)
    return _aten.max_pool2d_with_indices_backward(
        gy, x, ksize, stride, pad, (1, 1),
        _rounds_up(x, ksize, stride, pad, gy.shape[2:]), at.to(torch.int64))


def average_pool(x, ksize, stride, pad):
    """Mean of each window, zeros of the padding among it."""
    return _aten.avg_pool2d(x, ksize, stride, pad, False, True)


def average_pool_grad(gy, x, ksize, stride, pad):
    """Gradient of ``average_pool`` by x, an empty tensor of its shape."""
    return _aten.avg_pool2d_backward(gy, x, ksize, stride, pad, False, True, None)


def _rounds_up(x, ksize, stride, pad, out_size):
    """Whether the last windows reach beyond the padding."""
    return tuple(out_size) != tuple(
        (size + 2 * p - k) // s + 1
        for size, k, s, p in zip(x.shape[2:], ksize, stride, pad))


def _corners(y, stride, pad):
    """Row and column of the first pixel of each window, to be broadcast."""
    first_y, first_x = (
        torch.arange(n, dtype=torch.int32) * s - p
        for n, s, p in zip(y.shape[2:], stride, pad))
    return first_y[:, None], first_x
