"""Numbers too small for full precision, which processors compute 100 times slower."""

import llvmlite.binding as llvm
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from fashionseg.engines.compiled_kernels.compiled import compiled

_IS_X86 = llvm.get_process_triple().startswith('x86_64')
# Of the register that controls arithmetic: such results, and such operands, are 0.
_FLUSH, _ARE_ZEROS = 1 << 15, 1 << 6


@compiled
def flush_tiny_numbers():
    """Takes numbers below 1e-38 (double precision: 1e-308) for 0 in this thread.

    Returns:
        int: What ``restore_tiny_numbers`` wants, to end this.
    """
    mode = _exchange(0, False)
    _exchange(mode | _FLUSH | _ARE_ZEROS, True)
    return mode


@compiled
def restore_tiny_numbers(mode):
    """Computes as before ``flush_tiny_numbers``, which gave ``mode``."""
    _exchange(mode, True)


@intrinsic
def _exchange(typing, mode, is_new):
    """Sets the register where ``is_new``; returns what it was. Not on other processors.
    """
    def generate(context, builder, signature, args):
        number, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        if not _IS_X86:
            return ir.Constant(ir.IntType(64), 0)
        read, write = (cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), [byte]),
            f'llvm.x86.sse.{name}mxcsr') for name in ('st', 'ld'))
        place = cgutils.alloca_once(builder, number)
        pointer = builder.bitcast(place, byte)
        builder.call(read, [pointer])
        old = builder.zext(builder.load(place), ir.IntType(64))
        with builder.if_then(args[1]):
            builder.store(builder.trunc(args[0], number), place)
            builder.call(write, [pointer])
        return old

    return types.int64(types.int64, types.boolean), generate
