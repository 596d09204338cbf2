"""Average pooling over windows that do not overlap, without im2col."""

import numpy as np

from fashionseg.engines.numpy_kernels.pooling import unpool, unpool_grad


def average_pool(x, ksize, out_size):
    """Mean of each window of x (N, C, H, W); what no window covers is left out."""
    covered = x[:, :, :out_size[0] * ksize[0], :out_size[1] * ksize[1]]
    # Sums of many numbers in half precision would be too coarse.
    dtype = np.result_type(x.dtype, np.float32)
    total = unpool_grad(covered.astype(dtype, copy=False), ksize)
    return (total / (ksize[0] * ksize[1])).astype(x.dtype, copy=False)


def average_pool_grad(gy, in_size, ksize):
    """Gradient of ``average_pool`` by x: (N, C, *in_size)."""
    shares = unpool(gy / gy.dtype.type(ksize[0] * ksize[1]), ksize)
    if shares.shape[2:] == tuple(in_size):
        return shares
    gx = np.zeros(gy.shape[:2] + tuple(in_size), gy.dtype)
    gx[:, :, :shares.shape[2], :shares.shape[3]] = shares
    return gx
