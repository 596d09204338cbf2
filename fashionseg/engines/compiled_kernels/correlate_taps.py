"""Products of other maps with the shifted maps that the taps of filters are."""

from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def correlate_taps(sums, length, planes, start, offset, n_tap, maps, single):
    """Adds the products, summed over all places, three taps and four maps at a time.

    Args:
        sums (numpy.ndarray): (4, taps).
        length, planes, start, offset, n_tap, single: See
            :func:`~fashionseg.engines.compiled_kernels.sum_taps.sum_taps`.
        maps (numpy.ndarray): (4, at least ``length`` places).
    """
    zero, m0 = sums.dtype.type(0), maps[0]
    for t in range(0, n_tap, 3):
        a = planes[offset[t] + start:][:length]
        b = planes[offset[t + 1] + start:][:length]
        c = planes[offset[t + 2] + start:][:length]
        a0 = a1 = a2 = a3 = b0 = b1 = b2 = b3 = c0 = c1 = c2 = c3 = zero
        if single:
            for j in range(length):
                a0 += a[j] * m0[j]
                b0 += b[j] * m0[j]
                c0 += c[j] * m0[j]
        else:
            m1, m2, m3 = maps[1], maps[2], maps[3]
            for j in range(length):
                p, q, r = a[j], b[j], c[j]
                a0 += p * m0[j]
                a1 += p * m1[j]
                a2 += p * m2[j]
                a3 += p * m3[j]
                b0 += q * m0[j]
                b1 += q * m1[j]
                b2 += q * m2[j]
                b3 += q * m3[j]
                c0 += r * m0[j]
                c1 += r * m1[j]
                c2 += r * m2[j]
                c3 += r * m3[j]
            sums[1, t] += a1
            sums[2, t] += a2
            sums[3, t] += a3
            sums[1, t + 1] += b1
            sums[2, t + 1] += b2
            sums[3, t + 1] += b3
            sums[1, t + 2] += c1
            sums[2, t + 2] += c2
            sums[3, t + 2] += c3
        sums[0, t] += a0
        sums[0, t + 1] += b0
        sums[0, t + 2] += c0
