"""Batch normalization: each number is read three times in the cache, written once."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

# Sums of more numbers of single precision would be too coarse.
_SUM = 4096


@compiled
def normalize_batch(x, gamma, beta, eps, relu, y, statistics, first, end):
    """Normalizes channels by their mean and variance over photos and pixels.

    Args:
        x (numpy.ndarray): (N, C, pixels), contiguous as all arrays are.
        gamma, beta (numpy.ndarray): (C,) scale and shift.
        eps (float): Added to the variance.
        relu (bool): Whether negative results become 0.
        y (numpy.ndarray): Gets the result.
        statistics (numpy.ndarray): (3, C): gets the mean, the biased variance and
            1 / sqrt(variance + eps).
        first, end (int): Which channels.
    """
    n_photo, _, n_pixel = x.shape
    zero, count = x.dtype.type(0), n_photo * n_pixel
    for c in range(first, end):
        total = 0.
        for n in range(n_photo):
            for start in range(0, n_pixel, _SUM):
                row, part = x[n, c, start:start + _SUM], zero
                for j in range(len(row)):
                    part += row[j]
                total += part
        mean = x.dtype.type(total / count)
        total = 0.
        for n in range(n_photo):
            for start in range(0, n_pixel, _SUM):
                row, part = x[n, c, start:start + _SUM], zero
                for j in range(len(row)):
                    part += (row[j] - mean) * (row[j] - mean)
                total += part
        statistics[0, c], statistics[1, c] = mean, total / count
        inv_std = x.dtype.type(1 / np.sqrt(total / count + eps))
        statistics[2, c] = inv_std
        scale, shift = gamma[c] * inv_std, beta[c]
        for n in range(n_photo):
            row, out = x[n, c], y[n, c]
            for j in range(n_pixel):
                out[j] = (row[j] - mean) * scale + shift
            if relu:
                for j in range(n_pixel):
                    out[j] = max(out[j], zero)


@compiled
def normalize_batch_grad(
        x, gamma, gy, mean, inv_std, y, gx, gradients, first, end):
    """Gradients of :func:`normalize_batch` by x and, (2, C), by gamma and beta.

    ``y`` is its result where a ReLU was wanted, or nothing.
    """
    n_photo, _, n_pixel = x.shape
    zero, count = x.dtype.type(0), n_photo * n_pixel
    for c in range(first, end):
        middle, total_g, total_gx = mean[c], 0., 0.
        for n in range(n_photo):
            for start in range(0, n_pixel, _SUM):
                row, g = x[n, c, start:start + _SUM], gy[n, c, start:start + _SUM]
                if y.size:
                    out, kept = gx[n, c, start:], y[n, c, start:]
                    for j in range(len(row)):
                        out[j] = g[j] if kept[j] > 0 else zero
                    g = out
                part_g, part_gx = zero, zero
                for j in range(len(row)):
                    part_g += g[j]
                    part_gx += g[j] * (row[j] - middle)
                total_g += part_g
                total_gx += part_gx
        total_gx *= inv_std[c]
        gradients[0, c], gradients[1, c] = total_gx, total_g
        scale = gamma[c] * inv_std[c]
        slope = x.dtype.type(total_gx / count * inv_std[c])
        level = x.dtype.type(total_g / count)
        for n in range(n_photo):
            row, out = x[n, c], gx[n, c]
            g = out if y.size else gy[n, c]
            for j in range(n_pixel):
                out[j] = (g[j] - level - (row[j] - middle) * slope) * scale


@compiled
def scale_and_shift(x, scale, shift, y, first, end):
    """y = scale x + shift for channels of x (N, C, pixels)."""
    for n in range(len(x)):
        for c in range(first, end):
            row, out, factor, level = x[n, c], y[n, c], scale[c], shift[c]
            for j in range(len(row)):
                out[j] = row[j] * factor + level
