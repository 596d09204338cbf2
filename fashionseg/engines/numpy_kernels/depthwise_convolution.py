"""Depthwise convolution on the CPU: one filter per channel, shifted multiply-adds.

Chainer makes one tiny matrix product per channel of an im2col array. Here each tap
multiplies a few padded planes, shifted, by that tap's column of weights.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch

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
    y = np.empty((x.shape[0] * x.shape[1],) + out_size, x.dtype)
    weights = np.tile(w.reshape(len(w), -1), (len(x), 1))
    for planes, padded, taps in _blocks(
            x, w.shape[2:], out_size, stride, pad, dilate):
        weight = weights[planes].astype(padded.dtype)
        weight = weight.T.reshape((-1, len(padded)) + (1,) * (taps[0].ndim - 1))
        total = scratch('total', taps[0].shape, padded.dtype)
        product = scratch('product', taps[0].shape, padded.dtype)
        np.multiply(taps[0], weight[0], out=total)
        for tap, factor in zip(taps[1:], weight[1:]):
            np.multiply(tap, factor, out=product)
            total += product
        y[planes] = _rows(total, padded, out_size, stride)
    y = y.reshape(x.shape[:2] + out_size)
    if b is not None:
        y += b[:, None, None]
    return y


def depthwise_grad_w(x, gy, ksize, stride, pad, dilate):
    """Gradient of ``depthwise_convolve`` by ``w``: (C, 1, kh, kw)."""
    n_tap = ksize[0] * ksize[1]
    n, c = x.shape[:2]
    gw = np.empty((n * c, n_tap), np.result_type(x.dtype, np.float32))
    gy_planes = gy.reshape((n * c,) + gy.shape[2:])
    for planes, padded, taps in _blocks(
            x, ksize, gy.shape[2:], stride, pad, dilate):
        spread = scratch('spread', taps[0].shape, padded.dtype)
        spread[...] = 0
        _rows(spread, padded, gy.shape[2:], stride)[...] = gy_planes[planes]
        spread = spread.reshape(len(padded), -1)
        for t, tap in enumerate(taps):
            gw[planes, t] = np.einsum(
                'ci,ci->c', tap.reshape(len(padded), -1), spread)
    return gw.reshape(n, c, n_tap).sum(axis=0).reshape((c, 1) + ksize)


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
    """Yield a slice of the N x C planes, padded, and shifted for every tap.

    At stride 1 the shifted planes are flat, (planes, positions), with gaps between
    the rows as in ``RowLayout``; otherwise they are (planes, out_h, out_w).
    """
    n, c, height, width = x.shape
    shifts = [(i * dilate[0], j * dilate[1])
              for i in range(ksize[0]) for j in range(ksize[1])]
    n_row, n_column = (
        max(p + size, s * (o - 1) + last + 1) for p, size, s, o, last in zip(
            pad, (height, width), stride, out_size, shifts[-1]))
    dtype = np.result_type(x.dtype, np.float32)
    n_plane = max(1, _BLOCK_NUMBERS // (n_row * n_column))
    x = x.reshape(n * c, height, width)
    # One row more than needed: flat shifts run over the end of the last row.
    padded = np.zeros((min(len(x), n_plane), n_row + 1, n_column), dtype)
    length = out_size[0] * n_column
    for start in range(0, len(x), n_plane):
        planes = slice(start, min(len(x), start + n_plane))
        block = padded[:planes.stop - start]
        block[:, pad[0]:pad[0] + height, pad[1]:pad[1] + width] = x[planes]
        if stride == (1, 1):
            flat = block.reshape(len(block), -1)
            taps = [flat[:, i * n_column + j:i * n_column + j + length]
                    for i, j in shifts]
        else:
            taps = [block[:, i:i + stride[0] * out_size[0]:stride[0],
                          j:j + stride[1] * out_size[1]:stride[1]]
                    [:, :out_size[0], :out_size[1]] for i, j in shifts]
        yield planes, block, taps


def _rows(total, padded, out_size, stride):
    """Drop the gaps between the rows of a flat result."""
    if stride != (1, 1):
        return total
    return total.reshape(
        len(total), out_size[0], padded.shape[2])[:, :, :out_size[1]]
