"""Weighted sums of the shifted maps that the taps of filters are."""

from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def sum_taps(total, length, planes, start, offset, n_tap, weights, single):
    """Adds weights times shifted planes, three taps and four filters at a time.

    That many weights are what the registers of a processor hold, and each number that
    is read from the planes serves four filters.

    Args:
        total (numpy.ndarray): (4, at least ``length`` places).
        length (int): Places.
        planes (numpy.ndarray): Flat.
        start (int): Of the places, to which the offsets are added.
        offset (numpy.ndarray): (taps,).
        n_tap (int): Taps, a multiple of three.
        weights (numpy.ndarray): (4, taps).
        single (bool): Whether there is but one filter.
    """
    t0, w0 = total[0], weights[0]
    for t in range(0, n_tap, 3):
        a = planes[offset[t] + start:][:length]
        b = planes[offset[t + 1] + start:][:length]
        c = planes[offset[t + 2] + start:][:length]
        a0, b0, c0 = w0[t], w0[t + 1], w0[t + 2]
        if single:
            for j in range(length):
                t0[j] += a0 * a[j] + b0 * b[j] + c0 * c[j]
            continue
        t1, t2, t3 = total[1], total[2], total[3]
        w1, w2, w3 = weights[1], weights[2], weights[3]
        a1, b1, c1 = w1[t], w1[t + 1], w1[t + 2]
        a2, b2, c2 = w2[t], w2[t + 1], w2[t + 2]
        a3, b3, c3 = w3[t], w3[t + 1], w3[t + 2]
        for j in range(length):
            p, q, r = a[j], b[j], c[j]
            t0[j] += a0 * p + b0 * q + c0 * r
            t1[j] += a1 * p + b1 * q + c1 * r
            t2[j] += a2 * p + b2 * q + c2 * r
            t3[j] += a3 * p + b3 * q + c3 * r
