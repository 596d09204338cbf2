"""Which taps of a transposed convolution meet which corner of a pixel."""

# Kernel 4, stride 2, pad 1, along one axis: numbers 2 i of the result read numbers
# i - 1 and i of the map by taps 3 and 1, and numbers 2 i + 1 read i and i + 1 by taps
# 2 and 0.
CORNER_TAPS = [3, 1], [2, 0]
