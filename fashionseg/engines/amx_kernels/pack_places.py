"""Some places of a map, laid out for the unit."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.amx_kernels.lanes import N_LANE, Lanes
from fashionseg.engines.amx_kernels.plan import SIDE
from fashionseg.engines.amx_kernels.split_pairs import split_pairs
from fashionseg.engines.compiled_kernels.transpose_rows import transpose_rows

# How far ahead the next places are asked for, in numbers.
_AHEAD = 64


@intrinsic(prefer_literal=True)
def pack_places(typing, is_plain, x, start, plane, n_channel, step, count, lines, to,
                rest):
    """Splits up to 16 places of up to 32 channels, and brings a place's together.

    Args:
        is_plain (bool): A literal: whether places lie side by side.
        x (numpy.ndarray): float32, flat.
        start, plane, step (int): First number, and how far apart those of two channels
            and of two places are.
        n_channel, count (int): Channels and places; 0 for what is missing up to 32 and
            16.
        lines (numpy.ndarray): int32, flat, gets 16 lines from ``to`` on, and their
            rests ``rest`` numbers behind them.
    """
    def generate(context, builder, signature, args):
        (_, x_, start_, plane_, n_channel_, step_, count_, lines_, to_, rest_) = args
        lanes = Lanes(context, builder)
        mask, none = lanes.first(count_), lanes.first(lanes.integer(0))
        source = lanes.address(x, x_, start_)

        def channel(c):
            here = lanes.move(source, plane_, c)
            wanted = builder.select(
                builder.icmp_signed('<', lanes.integer(c), n_channel_), mask, none)
            if is_plain.literal_value:
                lanes.fetch(lanes.move(here, _AHEAD))
                return lanes.load(here, wanted)
            return lanes.gather(here, builder.mul(step_, lanes.integer(4)), wanted)

        pairs = [split_pairs(builder, channel(2 * k), channel(2 * k + 1))
                 for k in range(SIDE)]
        target = lanes.address(lines, lines_, to_)
        for rows, here in zip(zip(*pairs), (target, lanes.move(target, rest_))):
            for k, line in enumerate(transpose_rows(builder, rows)):
                lanes.store_words(line, lanes.move(here, k, N_LANE))
        return context.get_dummy_value()

    intp = types.intp
    return types.void(is_plain, x, intp, intp, intp, intp, intp, lines, intp,
                      intp), generate
