"""Sliding filters over maps: every convolution of few channels, and its gradients."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

# Filters and taps that are worked on together: their sums and weights are what the
# registers of a processor hold.
FILTERS, TAPS = 4, 3
# Numbers of a sum that stay in the first cache.
TILE = 512


@compiled
def slide_filters(x, w, b, y, onto, relu, other, gw, plan, photos):
    """Multiplies the windows of maps by filters, by other maps, or by both.

    Args:
        x (numpy.ndarray): (N, G C, H, W), contiguous as all arrays are.
        w (numpy.ndarray): Weights, flat.
        b (numpy.ndarray): (G O,) biases, or nothing.
        y (numpy.ndarray): (N, G O, H', W') gets windows times weights; nothing where
            they are not wanted.
        onto (bool): Whether they are added to what y holds.
        relu (bool): Whether negative sums become 0.
        other (numpy.ndarray): (N, G O, H', W') or nothing.
        gw (numpy.ndarray): As w; windows times ``other``, summed over all places, are
            added to it.
        plan (tuple): See :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
        photos (tuple of int): First photo, end of the photos; first row of the result,
            end of the rows.
    """
    index, offset, n_tap, places, geometry = plan
    n_phase, n_group, n_filter, _ = index.shape
    pitch, n_row, n_place = geometry[6:9]
    n_channel = x.shape[1] // n_group
    n_out = (y.shape[1] if y.size else other.shape[1]) // n_group
    planes = np.empty(geometry[9] * geometry[10] * n_channel * n_place, x.dtype)
    laid = np.zeros((n_filter, n_row * pitch), x.dtype)
    n_tile_row = max(1, TILE // pitch)
    total = np.empty((FILTERS, n_tile_row * pitch), x.dtype)
    weights = np.zeros(index.shape[0:1] + index.shape[2:], x.dtype)
    sums = np.empty(index.shape[2:], x.dtype)
    for group in range(n_group):
        for p in range(n_phase):
            for f in range(n_filter):
                for t in range(index.shape[3]):
                    i = index[p, group, f, t]
                    weights[p, f, t] = w[i] if i >= 0 else x.dtype.type(0)
        sums[:] = 0
        for n in range(photos[0], photos[1]):
            for top in range(photos[2], photos[3], n_row):
                end = min(top + n_row, photos[3])
                _fill(planes, x[n, group * n_channel:(group + 1) * n_channel], top,
                      end - top, geometry)
                if y.size:
                    for p in range(n_phase):
                        for row in range(top, end, n_tile_row):
                            _multiply(
                                planes, offset[p], n_tap[p], weights[p], b, total,
                                y[n, group * n_out:(group + 1) * n_out], onto, relu,
                                group * n_out, places[p], row - top, row,
                                min(row + n_tile_row, end), pitch)
                if other.size:
                    _lay_out(laid, other[n, group * n_out:(group + 1) * n_out], top,
                             end, pitch)
                    for row in range(0, end - top, n_tile_row):
                        _correlate(planes, offset[0], n_tap[0], laid, sums,
                                   row * pitch,
                                   min(row + n_tile_row, end - top) * pitch)
        if other.size:
            for f in range(n_filter):
                for t in range(index.shape[3]):
                    i = index[0, group, f, t]
                    if i >= 0:
                        gw[i] += sums[f, t]


@compiled
def _fill(planes, x, top, n_row, geometry):
    """Copies rows of maps, with zeros around and the phases of a stride apart."""
    sy, sx, pad_y, pad_x, halo, reach, pitch, _, n_place, n_plane_y, n_plane_x = geometry
    n_channel, height, width = x.shape
    for plane in range(n_plane_y * n_plane_x):
        fy, fx = plane // n_plane_x, plane % n_plane_x
        left = min(max(0, (pad_x - fx + sx - 1) // sx), reach)
        right = max(left, min(reach, (width - 1 + pad_x - fx) // sx + 1))
        for c in range(n_channel):
            start = (plane * n_channel + c) * n_place
            for r in range(n_row + halo):
                out = planes[start + r * pitch:start + (r + 1) * pitch]
                i = (top + r) * sy + fy - pad_y
                if i < 0 or i >= height:
                    out[:] = 0
                    continue
                out[:left] = 0
                row = x[c, i, left * sx + fx - pad_x:]
                if sx == 1:
                    for j in range(right - left):
                        out[left + j] = row[j]
                else:
                    for j in range(right - left):
                        out[left + j] = row[j * sx]
                out[right:] = 0
            planes[start + (n_row + halo) * pitch:start + n_place] = 0


@compiled
def _multiply(planes, offset, n_tap, weights, b, total, y, onto, relu, first_b, place,
              row, top, end, pitch):
    """Sums of some rows of the result, all filters."""
    length, zero = (end - top) * pitch, total.dtype.type(0)
    y0, x0, sy, sx, height, width = place
    for f in range(0, y.shape[0], FILTERS):
        t0, t1, t2, t3 = total[0], total[1], total[2], total[3]
        for k in range(FILTERS):
            bias = b[first_b + f + k] if b.size and f + k < y.shape[0] else zero
            total[k, :length] = bias
        for t in range(0, n_tap, TAPS):
            a = planes[offset[t] + row * pitch:][:length]
            c = planes[offset[t + 1] + row * pitch:][:length]
            d = planes[offset[t + 2] + row * pitch:][:length]
            w0, w1, w2, w3 = weights[f], weights[f + 1], weights[f + 2], weights[f + 3]
            wa0, wa1, wa2, wa3 = w0[t], w1[t], w2[t], w3[t]
            wc0, wc1, wc2, wc3 = w0[t + 1], w1[t + 1], w2[t + 1], w3[t + 1]
            wd0, wd1, wd2, wd3 = w0[t + 2], w1[t + 2], w2[t + 2], w3[t + 2]
            for j in range(length):
                p, q, r = a[j], c[j], d[j]
                t0[j] += wa0 * p + wc0 * q + wd0 * r
                t1[j] += wa1 * p + wc1 * q + wd1 * r
                t2[j] += wa2 * p + wc2 * q + wd2 * r
                t3[j] += wa3 * p + wc3 * q + wd3 * r
        for k in range(min(FILTERS, y.shape[0] - f)):
            for i in range(top, min(end, height)):
                sums = total[k, (i - top) * pitch:]
                out = y[f + k, y0 + i * sy]
                if onto:
                    for j in range(width):
                        sums[j] += out[x0 + j * sx]
                if relu:
                    for j in range(width):
                        sums[j] = max(sums[j], zero)
                if sx == 1:
                    out = out[x0:]
                    for j in range(width):
                        out[j] = sums[j]
                else:
                    for j in range(width):
                        out[x0 + j * sx] = sums[j]


@compiled
def _lay_out(laid, other, top, end, pitch):
    """Copies rows of other maps as the sums lie, zero between the rows."""
    n_channel, height, width = other.shape
    for c in range(n_channel):
        for i in range(top, end):
            out = laid[c, (i - top) * pitch:(i - top + 1) * pitch]
            row = other[c, i]
            for j in range(width):
                out[j] = row[j]
            out[width:] = 0


@compiled
def _correlate(planes, offset, n_tap, laid, sums, start, end):
    """Adds the products of taps and other maps, summed over some places."""
    for f in range(0, laid.shape[0], FILTERS):
        m0, m1 = laid[f, start:end], laid[f + 1, start:end]
        m2, m3 = laid[f + 2, start:end], laid[f + 3, start:end]
        for t in range(0, n_tap, TAPS):
            a = planes[offset[t] + start:][:end - start]
            c = planes[offset[t + 1] + start:][:end - start]
            d = planes[offset[t + 2] + start:][:end - start]
            zero = sums.dtype.type(0)
            a0 = a1 = a2 = a3 = c0 = c1 = c2 = c3 = d0 = d1 = d2 = d3 = zero
            for j in range(end - start):
                a0 += a[j] * m0[j]
                a1 += a[j] * m1[j]
                a2 += a[j] * m2[j]
                a3 += a[j] * m3[j]
                c0 += c[j] * m0[j]
                c1 += c[j] * m1[j]
                c2 += c[j] * m2[j]
                c3 += c[j] * m3[j]
                d0 += d[j] * m0[j]
                d1 += d[j] * m1[j]
                d2 += d[j] * m2[j]
                d3 += d[j] * m3[j]
            for k, (p, q, r) in enumerate((
                    (a0, c0, d0), (a1, c1, d1), (a2, c2, d2), (a3, c3, d3))):
                sums[f + k, t] += p
                sums[f + k, t + 1] += q
                sums[f + k, t + 2] += r
