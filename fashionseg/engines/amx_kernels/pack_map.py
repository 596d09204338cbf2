"""Maps, place after place."""

from fashionseg.engines.amx_kernels.pack_places import pack_places
from fashionseg.engines.amx_kernels.plan import DEPTH, SIDE
from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def pack_map(x, channel, layout, first, n_row, block, lines):
    """Splits the numbers of a block of channels, and brings a place's together.

    Args:
        x (numpy.ndarray): (N, C, H, W), float32, contiguous.
        channel (int): First channel of the map that the layout is for.
        layout (fashionseg.engines.amx_kernels.plan.Layout): Where they go.
        first, n_row (int): First row of the result, number of rows.
        block (int): Which 32 channels. Beyond the last channel are zeros.
        lines (numpy.ndarray): (2, phases, blocks, plane, 16), int32, gets the larger
            parts and the rests, two channels in a number: the first one is the lower
            half.
    """
    n_photo, n_channel, height, width = x.shape
    scale_y, scale_x = layout.in_scale
    numbers, flat, rest = x.reshape(-1), lines.reshape(-1), lines.size // 2
    size, channel = height * width, channel + block * DEPTH
    for phase in range(len(layout.inputs)):
        top, left = layout.inputs[phase]
        n_high = (height - top + scale_y - 1) // scale_y
        n_wide = (width - left + scale_x - 1) // scale_x
        begin = (phase * layout.n_block + block) * layout.plane * SIDE
        end = begin + layout.plane * SIDE
        _clear(flat, begin, begin + layout.lead * SIDE, rest)
        begin += layout.lead * SIDE
        for r in range(first + layout.low, first + n_row + layout.high):
            n, i = r // layout.rows, r % layout.rows
            filled = 0
            if 0 <= n < n_photo and i < n_high:
                filled = n_wide
                start = ((n * n_channel + channel) * size
                         + (top + scale_y * i) * width + left)
                # What is written behind the last place is written again.
                for j in range(0, n_wide, SIDE):
                    to = begin + j * SIDE
                    if scale_x == 1:
                        pack_places(True, numbers, start + j, size, n_channel - channel,
                                    1, n_wide - j, flat, to, rest)
                    else:
                        pack_places(False, numbers, start + j * scale_x, size,
                                    n_channel - channel, scale_x, n_wide - j, flat, to,
                                    rest)
            _clear(flat, begin + filled * SIDE, begin + layout.pitch * SIDE, rest)
            begin += layout.pitch * SIDE
        _clear(flat, begin, end, rest)


@compiled
def _clear(flat, begin, end, rest):
    for k in range(begin, end):
        flat[k] = 0
        flat[rest + k] = 0
