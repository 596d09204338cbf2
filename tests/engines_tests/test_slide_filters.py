"""The compiled convolutions beside sums that are written out in double precision."""

import numpy as np
import pytest

from fashionseg.engines.compiled_kernels import convolution as narrow

ONE, LIMITS = (1, 1), {'float32': 1e-5, 'float64': 1e-13}


def windows(x, ksize, out_size, stride, pad):
    """(N, C, kh, kw, H', W'): what each tap of a filter meets."""
    padded = np.pad(x, ((0, 0), (0, 0), (pad[0],) * 2, (pad[1],) * 2))
    taps = [[padded[:, :, ky:ky + stride[0] * out_size[0]:stride[0],
                    kx:kx + stride[1] * out_size[1]:stride[1]]
             for kx in range(ksize[1])] for ky in range(ksize[0])]
    taps = [[tap[..., :out_size[0], :out_size[1]] for tap in row] for row in taps]
    return np.moveaxis(np.array(taps), (0, 1), (2, 3))


def numbers(shape, dtype, seed):
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


def close(result, expected, dtype):
    assert result.dtype == dtype
    assert abs(result - expected).max() <= LIMITS[dtype] * abs(expected).max()


# 90 x 100 maps of 9 channels are more than one block, whose last one is shorter.
CASES = [((2, 3, 9, 11), (3, 3), ONE, ONE), ((1, 9, 90, 100), (3, 3), ONE, ONE),
         ((1, 9, 90, 101), (4, 4), (2, 2), ONE),
         ((2, 2, 13, 12), (5, 5), (2, 2), (2, 2)),
         ((1, 2, 9, 10), (1, 1), ONE, (0, 0)), ((1, 2, 12, 9), (3, 2), (1, 2), (1, 0)),
         ((1, 3, 11, 10), (3, 3), (3, 3), (0, 1)),
         ((1, 2, 8, 8), (2, 2), (2, 2), (0, 0))]


@pytest.mark.parametrize('dtype', LIMITS)
@pytest.mark.parametrize('n_out', [1, 2, 3, 4, 5, 7, 8, 9, 14, 22])
@pytest.mark.parametrize('x_shape, ksize, stride, pad', CASES)
def test_all_sizes(threads, x_shape, ksize, stride, pad, n_out, dtype):
    x, b = numbers(x_shape, dtype, 0), numbers(n_out, dtype, 2)
    w = numbers((n_out, x_shape[1]) + ksize, dtype, 1)
    out_size = tuple((size + 2 * p - k) // s + 1
                     for size, p, k, s in zip(x_shape[2:], pad, ksize, stride))
    gy = numbers((x_shape[0], n_out) + out_size, dtype, 3)
    met = windows(x.astype('d'), ksize, out_size, stride, pad)
    sums = np.einsum('ncklij,ockl->noij', met, w.astype('d'))
    geometry = stride, pad, ONE
    close(narrow.convolve(x, w, None, out_size, *geometry), sums, dtype)
    close(narrow.convolve(x, w, b, out_size, *geometry, relu=True),
          np.maximum(sums + b[:, None, None], 0), dtype)
    close(narrow.convolve(x, w, b, out_size, *geometry, relu=True, onto=gy.copy()),
          np.maximum(sums + b[:, None, None] + gy, 0), dtype)
    gw = np.einsum('ncklij,noij->ockl', met, gy.astype('d'))
    close(narrow.convolve_grad_w(x, gy, w.shape, *geometry), gw, dtype)
    # The gradient by x is what makes <gx, x> the same sum as <gy, y>.
    gx = np.zeros(x_shape)
    for i in range(out_size[0]):
        for j in range(out_size[1]):
            part = np.einsum('no,ockl->nckl', gy[:, :, i, j].astype('d'), w.astype('d'))
            for ky in range(ksize[0]):
                for kx in range(ksize[1]):
                    y, at = i * stride[0] + ky - pad[0], j * stride[1] + kx - pad[1]
                    if 0 <= y < x_shape[2] and 0 <= at < x_shape[3]:
                        gx[:, :, y, at] += part[:, :, ky, kx]
    results = narrow.convolve_grads(x, w, gy, *geometry)
    close(results[0], gx, dtype)
    close(results[1], gw, dtype)


@pytest.mark.parametrize('relu', [False, True])
def test_what_is_no_number_stays_in_its_windows(relu):
    x, w = numbers((1, 3, 40, 50), 'float32', 0), numbers((14, 3, 3, 3), 'float32', 1)
    x[0, 1, 20, 30] = np.nan
    y = narrow.convolve(x, w, None, (40, 50), ONE, ONE, ONE, relu=relu)
    lost = np.isnan(y[0])
    assert lost[:, 19:22, 29:32].all()
    lost[:, 19:22, 29:32] = False
    assert not lost.any()
