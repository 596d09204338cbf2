"""How blocks of maps lie in memory, their rows end to end.

A block holds some rows of one photo, or several whole photos, with zeros around. Its
rows are ``row`` numbers long and lie end to end, so that a shift by (y, x) places is
one by ``y * row + x`` numbers for the whole block. The zeros on the right of a row are
those on the left of the next. What is computed at places between two rows means
nothing and is dropped.
"""


class RowLayout:
    """The numbers that all blocks of one product share.

    Args:
        source, target (fashionseg.engines.numpy_kernels.side.Side): The input and the
            output: output place q takes from input place q + shift.

    Attributes:
        height, width (int): Places of the output along either axis.
        row (int): Length of a row.
        halo_in, halo (int): Rows of the input that an output row reaches further, by
            the input's taps alone and by all.
        extra_out, extra (int): Likewise along a row, by the output's and by all.
        in_shifts, out_shifts (list of int): Of each tap, in numbers.
    """

    def __init__(self, source, target):
        self.source, self.target = source, target
        self.height, self.width = (
            max(target.span(axis, i)[1] for i, _ in target.taps[axis])
            for axis in (0, 1))
        self.halo_in, self.extra_out = source.reach(0), target.reach(1)
        self.halo = self.halo_in + target.reach(0)
        self.extra = source.reach(1) + self.extra_out
        spans = [source.span(1, j) for j, _ in source.taps[1]]
        left = min(self.extra, min(first for first, _ in spans))
        reach = self.width + self.extra
        self.row = max(self.width, reach - left,
                       min(reach, max(end for _, end in spans)))
        self.in_shifts = self._flat(source)
        self.out_shifts = self._flat(target)

    def _flat(self, side):
        return [y * self.row + x for _, (y, x) in side.pairs]
