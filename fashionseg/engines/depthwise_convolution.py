"""Depthwise convolution on the CPU: one filter per channel, shifted multiply-adds.

Chainer makes one tiny matrix product per channel of an im2col array. Here each tap
multiplies a few channels of a padded photo, shifted, by that tap's column of weights.
"""

import numpy as np

# Numbers of one channel block: 256 KB of float32, a small part of a core's cache.
_BLOCK_NUMBERS = 1 << 16


def depthwise_convolve(x, w, b, out_size, stride, pad, dilate):
    """Convolve each channel with its own filter.

    Args:
        x (numpy.ndarray): (N, C, H, W), any floating dtype.
        w (numpy.ndarray): (C, 1, kh, kw).
        b (numpy.ndarray or None): (C,).
        out_size, stride, pad, dilate (tuple of int): Each as (y, x).

    Returns:
        numpy.ndarray: (N, C, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    y = np.empty(x.shape[:2] + out_size, x.dtype)
    for photo, channels, padded, taps in _blocks(
            x, w.shape[2:], out_size, stride, pad, dilate):
        weights = w[channels].reshape(len(padded), -1).astype(padded.dtype)
        shape = (-1,) + (1,) * (taps[0].ndim - 1)
        total = taps[0] * weights[:, 0].reshape(shape)
        product = np.empty_like(total)
        for tap, weight in zip(taps[1:], weights.T[1:]):
            np.multiply(tap, weight.reshape(shape), out=product)
            total += product
        total = _rows(total, padded, out_size, stride)
        if b is not None:
            total = total + b[channels, None, None]
        y[photo, channels] = total
    return y


def depthwise_grad_w(x, gy, ksize, stride, pad, dilate):
    """Gradient of ``depthwise_convolve`` by ``w``: (C, 1, kh, kw)."""
    n_tap = ksize[0] * ksize[1]
    gw = np.zeros((x.shape[1], n_tap), np.result_type(x.dtype, np.float32))
    for photo, channels, padded, taps in _blocks(
            x, ksize, gy.shape[2:], stride, pad, dilate):
        spread = np.zeros_like(taps[0], order='C')
        _rows(spread, padded, gy.shape[2:], stride)[...] = gy[photo, channels]
        spread = spread.reshape(len(padded), -1)
        for t, tap in enumerate(taps):
            gw[channels, t] += np.einsum(
                'ci,ci->c', tap.reshape(len(padded), -1), spread)
    return gw.reshape((-1, 1) + ksize)


def depthwise_deconvolve(x, w, b, out_size, stride, pad, dilate):
    """Transposed ``depthwise_convolve``: (N, C, out_h, out_w) from (N, C, H, W)."""
    ksize = w.shape[2:]
    far = tuple((k - 1) * d - p for k, d, p in zip(ksize, dilate, pad))
    if stride != (1, 1):
        spread = np.zeros(
            x.shape[:2] + tuple((s - 1) * t + 1
                                for s, t in zip(x.shape[2:], stride)), x.dtype)
        spread[:, :, ::stride[0], ::stride[1]] = x
        x = spread
    x = x[:, :, max(0, -far[0]):, max(0, -far[1]):]
    far = tuple(max(0, f) for f in far)
    return depthwise_convolve(
        x, w[:, :, ::-1, ::-1], b, out_size, (1, 1), far, dilate)


def _blocks(x, ksize, out_size, stride, pad, dilate):
    """Yield photo, channels, their padded rows, and these shifted for every tap.

    At stride 1 the shifted rows are flat, (C, positions), with gaps between the rows
    as in ``DenseConvolution``; otherwise they are (C, out_h, out_w).
    """
    n, c, height, width = x.shape
    shifts = [(i * dilate[0], j * dilate[1])
              for i in range(ksize[0]) for j in range(ksize[1])]
    n_row, n_column = (
        max(p + size, s * (o - 1) + last + 1) for p, size, s, o, last in zip(
            pad, (height, width), stride, out_size, shifts[-1]))
    dtype = np.result_type(x.dtype, np.float32)
    n_channel = max(1, _BLOCK_NUMBERS // (n_row * n_column))
    # One row more than needed: flat shifts run over the end of the last row.
    padded = np.zeros((min(c, n_channel), n_row + 1, n_column), dtype)
    length = out_size[0] * n_column
    for photo in range(n):
        for start in range(0, c, n_channel):
            channels = slice(start, min(c, start + n_channel))
            block = padded[:channels.stop - start]
            block[:, pad[0]:pad[0] + height, pad[1]:pad[1] + width] = (
                x[photo, channels])
            if stride == (1, 1):
                flat = block.reshape(len(block), -1)
                taps = [flat[:, i * n_column + j:i * n_column + j + length]
                        for i, j in shifts]
            else:
                taps = [block[:, i:i + stride[0] * out_size[0]:stride[0],
                              j:j + stride[1] * out_size[1]:stride[1]]
                        [:, :out_size[0], :out_size[1]] for i, j in shifts]
            yield photo, channels, block, taps


def _rows(total, padded, out_size, stride):
    """Drop the gaps between the rows of a flat result."""
    if stride != (1, 1):
        return total
    return total.reshape(
        len(total), out_size[0], padded.shape[2])[:, :, :out_size[1]]
