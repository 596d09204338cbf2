"""Where the numbers lie that a convolution multiplies."""

import functools
from collections import namedtuple

Tap = namedtuple('Tap', 'in_phase out_phase shift')
Tap.__doc__ = """Which phase of the map a tap of the filter brings to which phase of the
result, and how far it shifts it."""

Axis = namedtuple('Axis', 'in_scale out_scale taps n_in n_out low high pitch')
Axis.__doc__ = """A convolution along one axis.

Number ``i`` of the result's phase ``f`` is at ``out_scale i + f``, and the sum of
numbers ``i + shift`` of the map's phases, number ``k`` of phase ``g`` at
``in_scale k + g``.

* ``taps`` (tuple of :class:`Tap`): The filter's.
* ``n_in``, ``n_out`` (int): Numbers of the largest phases.
* ``low``, ``high`` (int): Least and greatest shift, of 0 and the taps'.
* ``pitch`` (int): How far lines lie apart: between them is as much of zeros as shifts
  reach, which the end of one line and the beginning of the next share.
"""


@functools.lru_cache(maxsize=1024)
def convolution_axis(in_size, out_size, ksize, stride, pad, dilate):
    """One axis of a convolution; arguments int."""
    reach = [k * dilate - pad for k in range(ksize)]
    taps = [Tap(at % stride, 0, at // stride) for at in reach]
    return _axis(stride, 1, taps, -(-in_size // stride), out_size)


@functools.lru_cache(maxsize=1024)
def transposed_axis(in_size, out_size, ksize, stride, pad, dilate):
    """One axis of a transposed convolution; arguments int."""
    reach = [k * dilate - pad for k in range(ksize)]
    taps = [Tap(0, at % stride, -(at // stride)) for at in reach]
    return _axis(1, stride, taps, in_size, -(-out_size // stride))


def _axis(in_scale, out_scale, taps, n_in, n_out):
    shifts = [0] + [tap.shift for tap in taps]
    low, high = min(shifts), max(shifts)
    return Axis(in_scale, out_scale, tuple(taps), n_in, n_out, low, high,
                max(n_in - low, n_out + high))
