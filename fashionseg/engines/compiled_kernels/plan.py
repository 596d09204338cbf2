"""Which weight meets which place of a map in a convolution."""

import functools
from collections import namedtuple

import numpy as np

# Taps are worked on by so many at a time, and filters by one of these numbers.
TAPS, _SIZES = 3, (1, 2, 4, 6, 8)
# Numbers of the maps' rows that are read again and again: 256 KB of float32.
_BLOCK_NUMBERS = 1 << 16

Plan = namedtuple('Plan', 'index offset n_tap places geometry filters n_row')
Plan.__doc__ = """What :func:`slide_filters` has to know of a convolution.

A result is made in phases, one of them but for a transposed convolution, where each
phase is every ``stride``-th place. Along an axis the maps are cut into planes, every
``stride``-th place one, with zeros around, and their rows lie end to end, ``pitch``
numbers each: the zeros on the right of a row are those on the left of the next. A tap
of a filter is one of the planes, shifted.

* ``index`` (int64, (phases, groups, numbers)): for each part of ``filters`` a row of
  biases and one of weights for each tap, (taps + 1, filters of the part): places in the
  flat weights with the biases behind them, -1 where there is neither. Filters are
  filled up to whole parts, taps to whole ``TAPS``.
* ``offset`` (int64, (phases, taps)): where each tap begins in the planes.
* ``n_tap`` (int64, (phases,)): how many there are.
* ``places`` (int64, (phases, 6)): first row and column of the phase in the result, its
  step along both, its rows and columns.
* ``geometry``: stride (y, x), zeros before the first place (y, x), rows that windows
  reach further, places of a row that all windows cover, pitch, rows of a block, numbers
  of a plane, planes along y and x.
* ``filters`` (int64, (parts, 2)): first filter and number of those that are worked on
  together.
* ``n_row`` (int): rows of the result, or of its largest phase.
"""


@functools.lru_cache(maxsize=1024)
def plan_convolution(in_size, out_size, w_shape, stride, pad, dilate, groups):
    """Plans a convolution by filters (groups O, C, kh, kw).

    Args:
        in_size, out_size, stride, pad, dilate (tuple of int): Each as (y, x); the
            dilation is 1 along an axis with a stride above 1.
        w_shape (tuple of int): Of the filters.
        groups (int): Groups of channels.
    """
    n_filter, n_channel, *ksize = w_shape
    taps = [[(k % s, k * d // s) for k in range(size)]
            for size, s, d in zip(ksize, stride, dilate)]
    index = np.arange(np.prod(w_shape)).reshape(groups, n_filter // groups, -1)
    n_plane = tuple(map(min, stride, ksize))
    halo = [max(shift for _, shift in axis) for axis in taps]
    geometry, pitch = _geometry(
        in_size, out_size, stride, pad, halo, n_plane, n_channel)
    offset = _offsets(taps, n_plane, n_channel, pitch, geometry[8])
    return _fill_up([index], [offset], [(0, 0, 1, 1, *out_size)], geometry)


@functools.lru_cache(maxsize=1024)
def plan_transposed(in_size, out_size, w_shape, stride, pad, dilate, groups):
    """Plans a transposed convolution by filters (groups C, O, kh, kw)."""
    n_channel, n_filter, *ksize = w_shape
    n_channel //= groups
    index = np.arange(np.prod(w_shape)).reshape(groups, n_channel, n_filter, *ksize)
    axes = [_phases(*axis) for axis in zip(out_size, ksize, stride, pad, dilate)]
    # Zeros before the first place, so that every shift is positive.
    before = [-min(min(shifts) for *_, shifts in axis) for axis in axes]
    halo = [b + max(max(shifts) for *_, shifts in axis)
            for b, axis in zip(before, axes)]
    size = tuple(max(count for _, _, count, _ in axis) for axis in axes)
    geometry, pitch = _geometry(
        in_size, size, (1, 1), before, halo, (1, 1), n_channel)
    indexes, offsets, places = [], [], []
    for fy, y0, height, shifts_y in axes[0]:
        for fx, x0, width, shifts_x in axes[1]:
            taps = index[..., fy::stride[0], fx::stride[1]]
            indexes.append(taps.transpose(0, 2, 1, 3, 4).reshape(
                groups, n_filter, -1))
            offsets.append(_offsets(
                [[(0, before[0] + s) for s in shifts_y],
                 [(0, before[1] + s) for s in shifts_x]],
                (1, 1), n_channel, pitch, geometry[8]))
            places.append((y0, x0, *stride, height, width))
    return _fill_up(indexes, offsets, places, geometry)


def _phases(n_out, ksize, stride, pad, dilate):
    """(phase, first place, number of places, shift of the input for each tap)."""
    phases = []
    for f in range(min(stride, ksize)):
        first = (f - pad) % stride
        start = (first + pad - f) // stride
        phases.append((f, first, -(-(n_out - first) // stride), [
            start - k * dilate for k in range(-(-(ksize - f) // stride))]))
    return phases


def _geometry(in_size, out_size, stride, pad, halo, n_plane, n_channel):
    reach = out_size[1] + halo[1]
    columns = [(max(0, -(-(pad[1] - f) // stride[1])),
                min(reach, (in_size[1] - 1 + pad[1] - f) // stride[1] + 1))
               for f in range(n_plane[1])]
    pitch = max(out_size[1], reach - min(left for left, _ in columns),
                max(right for _, right in columns))
    n_row = max(1, _BLOCK_NUMBERS // (n_channel * n_plane[0] * n_plane[1] * pitch)
                - halo[0])
    n_row = min(n_row, out_size[0])
    n_place = (n_row + halo[0]) * pitch + halo[1]
    return tuple(map(int, (*stride, *pad, halo[0], reach, pitch, n_row, n_place,
                           *n_plane))), pitch


def _offsets(taps, n_plane, n_channel, pitch, n_place):
    of_y, of_x = taps
    return [((py * n_plane[1] + px) * n_channel + c) * n_place + sy * pitch + sx
            for c in range(n_channel) for py, sy in of_y for px, sx in of_x]


def _fill_up(indexes, offsets, places, geometry):
    n_tap = [-(-len(offset) // TAPS) * TAPS for offset in offsets]
    groups, n_filter, _ = indexes[0].shape
    filters = _parts(n_filter)
    places_of = np.full(
        (len(indexes), groups, 1 + max(n_tap), sum(filters[-1])), -1, np.int64)
    n_weight = sum(index.size for index in indexes)
    places_of[:, :, 0, :n_filter] = n_weight + np.arange(groups * n_filter).reshape(
        groups, n_filter)
    offset = np.zeros((len(offsets), max(n_tap)), np.int64)
    for p, (of_weights, of_taps) in enumerate(zip(indexes, offsets)):
        places_of[p, :, 1:len(of_taps) + 1, :n_filter] = of_weights.transpose(0, 2, 1)
        offset[p, :len(of_taps)] = of_taps
    index = np.concatenate([places_of[..., f:f + size].reshape(*places_of.shape[:2], -1)
                            for f, size in filters], axis=2)
    return Plan(index, offset, np.array(n_tap), np.array(places), geometry,
                np.array(filters), max(place[4] for place in places))


def _parts(n_filter):
    """(first, size) of the filters that are worked on together."""
    parts, first = [], 0
    while first < n_filter:
        size = next((s for s in _SIZES if s >= n_filter - first), _SIZES[-1])
        parts.append((first, size))
        first += size
    return parts
