"""Sums of up to 16 places, written to rows of a map."""

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from fashionseg.engines.amx_kernels.lanes import N_LANE, Lanes
from fashionseg.engines.amx_kernels.plan import SIDE
from fashionseg.engines.compiled_kernels.transpose_rows import transpose_rows


@intrinsic(prefer_literal=True)
def write_tile(typing, kind, sums, begin, distance, y, start, plane, n_out, step, count,
               bias, out, onto, floor):
    """Adds the bias and what is there, and writes what is not less than a floor.

    Args:
        kind (int): A literal: 1 for places side by side; 2 for those of two phases in
            turn; 0 for places ``step`` apart.
        sums (numpy.ndarray): float32, flat: 16 outputs of each place, from ``begin``
            on; another phase's are ``distance`` behind.
        y (numpy.ndarray): float32, flat.
        start, plane (int): First number, and how far apart those of two outputs are.
        n_out, count (int): Outputs and numbers of each, those of two phases together.
        bias (numpy.ndarray): Of all outputs; the first one's is at ``out``.
        onto (bool): Whether what is in y is added.
        floor (float): Sums below it become it.
    """
    def generate(context, builder, signature, args):
        (_, sums_, begin_, distance_, y_, start_, plane_, n_out_, step_, count_, bias_,
         out_, onto_, floor_) = args
        lanes = Lanes(context, builder)
        n_phase = max(kind.literal_value, 1)
        every, none = lanes.first(lanes.integer(N_LANE)), lanes.first(lanes.integer(0))
        source, target = lanes.address(sums, sums_, begin_), lanes.address(
            y, y_, start_)
        columns = [transpose_rows(builder, [
            lanes.load(lanes.move(here, k, N_LANE), every) for k in range(SIDE)])
            for here in (source, lanes.move(source, distance_))[:n_phase]]
        masks = [lanes.first(builder.sub(count_, lanes.integer(k * N_LANE)))
                 for k in range(n_phase)]
        floors = lanes.spread(floor_)
        width = builder.mul(step_, lanes.integer(4))
        for o in range(SIDE):
            is_there = builder.icmp_signed('<', lanes.integer(o), n_out_)
            with builder.if_then(is_there):
                shift = lanes.spread(builder.load(builder.bitcast(
                    lanes.address(bias, bias_, builder.add(out_, lanes.integer(o))),
                    ir.FloatType().as_pointer())))
                numbers = [column[o] for column in columns]
                if n_phase == 2:
                    numbers = [builder.shuffle_vector(*numbers, lanes.words(
                        N_LANE * (k % 2) + k // 2 + half for k in range(N_LANE)))
                        for half in (0, N_LANE // 2)]
                for k, (vector, mask) in enumerate(zip(numbers, masks)):
                    here = lanes.move(lanes.move(target, plane_, o), k, N_LANE)
                    there = builder.select(onto_, mask, none)
                    if kind.literal_value:
                        before = lanes.load(here, there)
                    else:
                        before = lanes.gather(here, width, there)
                    vector = builder.fadd(before, builder.fadd(vector, shift))
                    # What is not a number stays.
                    vector = builder.select(builder.fcmp_ordered(
                        '>', floors, vector), floors, vector)
                    if kind.literal_value:
                        lanes.store(vector, here, mask)
                    else:
                        lanes.scatter(vector, here, width, mask)
        return context.get_dummy_value()

    intp = types.intp
    return types.void(kind, sums, intp, intp, y, intp, intp, intp, intp, intp, bias,
                      intp, types.boolean, types.float32), generate
