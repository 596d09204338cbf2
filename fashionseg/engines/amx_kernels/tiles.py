"""What the registers of the unit for small matrices hold."""

from llvmlite import ir
from numba import types
from numba.extending import intrinsic
import numpy as np

from fashionseg.engines.amx_kernels.call_unit import call_unit
from fashionseg.engines.compiled_kernels.compiled import compiled

# Eight tiles of 16 rows of 64 bytes, in the form in which the processor wants it.
_LAYOUT = np.zeros(64, np.uint8)
_LAYOUT[0] = 1
_LAYOUT[16:32:2] = 64
_LAYOUT[48:56] = 16


@compiled
def use_tiles():
    """Tells the unit what its registers hold. ``release_tiles`` ends it, before other
    code of this thread may use the unit in another way."""
    _configure(_LAYOUT)


@intrinsic
def _configure(typing, layout):
    def generate(context, builder, signature, args):
        data = context.make_array(layout)(context, builder, args[0]).data
        call_unit(builder, 'ldtilecfg',
                  builder.bitcast(data, ir.IntType(8).as_pointer()))
        return context.get_dummy_value()

    return types.void(layout), generate


@intrinsic
def release_tiles(typing):
    """Ends what ``use_tiles`` began."""
    def generate(context, builder, signature, args):
        call_unit(builder, 'tilerelease')
        return context.get_dummy_value()

    return types.void(), generate
