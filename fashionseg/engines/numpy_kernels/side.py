"""One side of a convolution: its input or its output."""

from collections import namedtuple


class Side(namedtuple('Side', 'channels size taps stride pad')):
    """Maps as the block-wise products see them.

    A map is cut into as many phases along an axis as the stride says. Place ``r`` of
    phase ``i`` is the map's place ``r * stride + i - pad``, zero outside of the map.

    * ``channels`` (int)
    * ``size``: height and width of the map.
    * ``taps``: along y and along x, a tuple of (phase, shift): which phase a filter's
      tap reads or writes and how far along, in places. Shifts are not negative.
    * ``stride``, ``pad``: along y and x; a negative pad crops.
    """

    def span(self, axis, phase):
        """Places that lie inside of the map.

        Args:
            axis (int): 0 is y, 1 is x.
            phase (int): Below the stride.

        Returns:
            tuple: First place, end of the places (not before the first).
        """
        offset = self.pad[axis] - phase
        first = max(0, -(-offset // self.stride[axis]))
        end = (self.size[axis] - 1 + offset) // self.stride[axis] + 1
        return first, max(first, end)

    def cells(self, axis, phase, first, end):
        """slice: The map's places that are ``first`` to ``end`` of a phase."""
        start = first * self.stride[axis] + phase - self.pad[axis]
        return slice(start, start + (end - first) * self.stride[axis],
                     self.stride[axis])

    def reach(self, axis):
        """int: Largest shift along an axis."""
        return max(shift for _, shift in self.taps[axis])

    @property
    def pairs(self):
        """list: ((phase y, phase x), (shift y, shift x)) of each tap, along rows."""
        return [((i, j), (a, b)) for i, a in self.taps[0] for j, b in self.taps[1]]
