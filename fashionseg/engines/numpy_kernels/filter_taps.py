"""Which taps of a filter shift the input and which the output of its product."""

import numpy as np


class FilterTaps:
    """Filters as one matrix, its taps divided between rows and columns.

    Along an axis that is on the output, tap ``k`` is shift ``k // stride`` of the
    output and phase ``k % stride`` of the input; along another one all taps are on the
    input. Where a stride meets a dilation, the filters must have been spread first.

    Args:
        w_shape (tuple of int): (O, C, kh, kw).
        stride, dilate (tuple of int): Along y and x.
        on_output (tuple of bool): Along y and x.

    Attributes:
        in_taps, out_taps (tuple): Along y and x, a tuple of (phase, shift).
    """

    def __init__(self, w_shape, stride, dilate, on_output):
        self.w_shape = w_shape
        axes = [_divide(*axis) for axis in zip(
            w_shape[2:], stride, dilate, on_output)]
        self.in_taps, self.out_taps = zip(*axes)
        (self._vy, self._vx), (self._uy, self._ux) = (
            [len(taps) for taps in side] for side in (self.in_taps, self.out_taps))

    def matrix(self, w, dtype):
        """(O, C, kh, kw) to (O x output taps, C x input taps); a view if it can be."""
        o, c, kh, kw = self.w_shape
        full = self._uy * self._vy, self._ux * self._vx
        if full != (kh, kw):
            wide = np.zeros((o, c) + full, dtype)
            wide[:, :, :kh, :kw] = w
            w = wide
        w = w.reshape(o, c, self._uy, self._vy, self._ux, self._vx)
        return w.transpose(0, 2, 4, 1, 3, 5).reshape(
            o * self._uy * self._ux, -1).astype(dtype, copy=False)

    def filters(self, matrix):
        """The inverse of ``matrix``: (O, C, kh, kw), contiguous."""
        o, c, kh, kw = self.w_shape
        w = matrix.reshape(o, self._uy, self._ux, c, self._vy, self._vx)
        w = w.transpose(0, 3, 1, 4, 2, 5).reshape(
            o, c, self._uy * self._vy, self._ux * self._vx)
        return np.ascontiguousarray(w[:, :, :kh, :kw])


def _divide(ksize, stride, dilate, on_output):
    """Taps of the input and of the output along one axis."""
    if not on_output:
        return [divmod(k * dilate, stride)[::-1] for k in range(ksize)], [(0, 0)]
    return ([(i, 0) for i in range(min(stride, ksize))],
            [(0, k * dilate) for k in range(-(-ksize // stride))])
