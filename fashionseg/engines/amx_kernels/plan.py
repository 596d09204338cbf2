"""How a convolution is shared out, and where its products begin."""

import functools
from collections import namedtuple

import numpy as np

# Channels of a step of the products; places and outputs of a tile of sums.
DEPTH, SIDE = 32, 16
# Tiles of sums that are computed together: more need more registers than there are
# where two threads share a core. Maps are filled up by as many places.
N_TILE = 2
SPARE = N_TILE * SIDE
# Numbers of an item's map: with a block of the filters they stay in the second cache.
ITEM_NUMBERS, ONE_ITEM = 192 << 10, 384 << 10

Layout = namedtuple('Layout', 'inputs in_scale n_block rows pitch low high lead plane '
                              'out_scale taps starts steps')
Layout.__doc__ = """Where the numbers lie.

A line of the cache holds a place's numbers of 32 channels. The photos stand on one
another, with zeros between, and rows lie end to end with zeros between: a tap's lines
for a run of places are a run of lines.

* ``inputs`` (numpy.ndarray): (phases, 2) int64: y, x of the map's phases.
* ``in_scale``, ``out_scale`` (tuple of int): As (y, x): how far a phase's numbers are
  apart in the map and in the result.
* ``n_block`` (int): Blocks of channels of the map.
* ``rows``, ``pitch`` (int): Rows of a photo, and places of a row, with the zeros.
* ``low``, ``high`` (int): Rows that taps reach before a row, as a negative number, and
  after it.
* ``lead``, ``plane`` (int): Lines before the first row, and of a block of channels.
* ``taps`` (numpy.ndarray): (taps, 2) int64: row, column of the filter; those of each
  phase of the result together, which are in the order of y, then x.
* ``starts`` (numpy.ndarray): int64: which of them each phase begins with, and the end.
* ``steps`` (numpy.ndarray): int64: of each phase, block of channels and tap, which line
  meets the first place.
"""

Plan = namedtuple('Plan', 'layout items outs')
Plan.__doc__ = """What is worked on together.

* ``layout`` (:class:`Layout`).
* ``items`` (list of tuple): First row, number of rows.
* ``outs`` (numpy.ndarray): (blocks, 2) int64: first output, number of them.
"""


@functools.lru_cache(maxsize=1024)
def plan(n_photo, n_in, n_out, y, x, n_thread):
    """Plans a convolution for ``n_thread`` threads.

    Items are worked on side by side, or, where the filters are most of the numbers,
    there is one, whose outputs are.

    Args:
        y, x (fashionseg.engines.amx_kernels.geometry.Axis): The convolution.
    """
    inputs = [(p, q) for p in _phases(y) for q in _phases(x)]
    n_block = -(-n_in // DEPTH)
    outs = [(o, min(SIDE, n_out - o)) for o in range(0, n_out, SIDE)]
    n_row = (n_photo - 1) * y.pitch + y.n_out
    numbers, n_item = n_row * x.pitch * n_block * DEPTH * len(inputs), 1
    if numbers > ONE_ITEM or len(outs) < n_thread:
        n_item = -(-(-(-numbers // ITEM_NUMBERS)) // n_thread) * n_thread
    height = -(-n_row // n_item)
    items = [(r, min(height, n_row - r)) for r in range(0, n_row, height)]
    plane = (height + y.high - y.low) * x.pitch - x.low + x.high + SPARE
    taps, starts, steps = [], [0], []
    for p in range(y.out_scale):
        for q in range(x.out_scale):
            phase = [(i, j) for i, tap in enumerate(y.taps) if tap.out_phase == p
                     for j, tap in enumerate(x.taps) if tap.out_phase == q]
            taps += phase
            starts.append(len(taps))
            for block in range(n_block):
                for i, j in phase:
                    at = inputs.index((y.taps[i].in_phase, x.taps[j].in_phase))
                    steps.append(
                        (at * n_block + block) * plane + x.taps[j].shift - x.low
                        + x.pitch * (y.taps[i].shift - y.low))
    layout = Layout(
        np.array(inputs, np.int64), (y.in_scale, x.in_scale), n_block, y.pitch, x.pitch,
        y.low, y.high, -x.low, plane, (y.out_scale, x.out_scale),
        np.array(taps, np.int64).reshape(-1, 2), np.array(starts, np.int64),
        np.array(steps, np.int64))
    return Plan(layout, items, np.array(outs, np.int64))


def _phases(axis):
    return sorted({tap.in_phase for tap in axis.taps})
