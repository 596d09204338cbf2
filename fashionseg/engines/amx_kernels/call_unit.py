"""Instructions of the unit for small matrices."""

from llvmlite import ir
from numba.core import cgutils


def call_unit(builder, name, *args):
    """Writes one instruction in the language of LLVM.

    Args:
        builder: llvmlite's.
        name (str): As LLVM names it, without 'llvm.x86.'.
        *args: Values.
    """
    function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(
        ir.VoidType(), [arg.type for arg in args]), f'llvm.x86.{name}')
    builder.call(function, args)
