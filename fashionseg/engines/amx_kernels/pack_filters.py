"""Filters in the order in which the products take them."""

from numba import types
from numba.extending import intrinsic

from fashionseg.engines.amx_kernels.lanes import Lanes
from fashionseg.engines.amx_kernels.plan import DEPTH, SIDE
from fashionseg.engines.amx_kernels.split_pairs import split_pairs
from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def pack_filters(w, layout, first, n_out, filters):
    """Splits the filters of up to 16 outputs.

    Args:
        w (numpy.ndarray): (O, C, kh, kw), float32, of any strides.
        layout (fashionseg.engines.amx_kernels.plan.Layout): The taps and their order.
        first, n_out (int): First output, number of them; zeros fill them up to 16.
        filters (numpy.ndarray): int32, flat: of each phase, block of channels and tap
            a tile of the larger parts and one of the rests: 16 pairs of channels x 16
            outputs, the pair's first channel in the lower half of a number.
    """
    tile, n_in = SIDE * SIDE, w.shape[1]
    for block in range(layout.n_block):
        for pair in range(SIDE):
            c = block * DEPTH + 2 * pair
            for phase in range(len(layout.starts) - 1):
                begin, end = layout.starts[phase], layout.starts[phase + 1]
                step = begin * layout.n_block + block * (end - begin) - begin
                for t in range(begin, end):
                    i, j = layout.taps[t]
                    start = (first * w.strides[0] + c * w.strides[1]
                             + i * w.strides[2] + j * w.strides[3])
                    _pack_pair(w, start, w.strides[1], w.strides[0], n_out, n_in - c,
                               filters, (step + t) * 2 * tile + pair * SIDE, tile)


@intrinsic
def _pack_pair(typing, w, start, one, step, n_out, n_channel, filters, to, rest):
    """A line of a tile: two channels, ``one`` byte count apart, of outputs ``step``
    apart."""
    def generate(context, builder, signature, args):
        (w_, start_, one_, step_, n_out_, n_channel_, filters_, to_, rest_) = args
        lanes = Lanes(context, builder)
        mask, none = lanes.first(n_out_), lanes.first(lanes.integer(0))
        source = builder.gep(lanes.address(w, w_, lanes.integer(0)), [start_])

        def channel(c):
            return lanes.gather(
                builder.gep(source, [builder.mul(one_, lanes.integer(c))]), step_,
                builder.select(builder.icmp_signed(
                    '<', lanes.integer(c), n_channel_), mask, none))

        target = lanes.address(filters, filters_, to_)
        for line, here in zip(split_pairs(builder, channel(0), channel(1)),
                              (target, lanes.move(target, rest_))):
            lanes.store_words(line, here)
        return context.get_dummy_value()

    intp = types.intp
    return types.void(w, intp, intp, intp, intp, intp, filters, intp, intp), generate
