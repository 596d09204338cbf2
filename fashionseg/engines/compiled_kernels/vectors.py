"""Vectors of numbers in the language of LLVM, for kernels with sums in registers."""

import llvmlite.binding as llvm
from llvmlite import ir
from numba.core import cgutils

_features = llvm.get_host_cpu_features()
_WIDE = _features.get('avx512f', False)
# Vector registers of the processor and the bytes of each.
N_REGISTER = 32 if _WIDE or llvm.get_process_triple().startswith('aarch64') else 16
VECTOR_BYTES = 64 if _WIDE else 32 if _features.get('avx', False) else 16


class Vectors:
    """Writes instructions on vectors of one type of number.

    Args:
        context, builder: Numba's and llvmlite's, of the function that is compiled.
        dtype (numba.types.Float): Of the numbers.
    """

    def __init__(self, context, builder, dtype):
        self._context, self._builder = context, builder
        number = context.get_value_type(dtype)
        self.n_lane = VECTOR_BYTES * 8 // dtype.bitwidth
        self._type = ir.VectorType(number, self.n_lane)
        self._align = dtype.bitwidth // 8

    def pointer(self, array_type, array):
        """Address of the first number of an array."""
        make = self._context.make_array(array_type)
        return make(self._context, self._builder, array).data

    def at(self, pointer, *places):
        """Address moved by the sum of ``places``, each an int or a value."""
        index = self.integer(0)
        for place in places:
            index = self._builder.add(index, self.integer(place))
        return self._builder.gep(pointer, [index])

    def integer(self, value):
        """A constant of LLVM's; values are left as they are."""
        return ir.Constant(ir.IntType(64), value) if isinstance(value, int) else value

    def load(self, pointer):
        """The vector that begins at an address."""
        vector = self._builder.load(self._cast(pointer))
        vector.align = self._align
        return vector

    def store(self, vector, pointer):
        """Writes a vector to where an address points."""
        self._builder.store(vector, self._cast(pointer)).align = self._align

    def fetch(self, pointer):
        """Asks for the numbers at an address, which are wanted soon."""
        flag, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        prefetch = cgutils.get_or_insert_function(
            self._builder.module, ir.FunctionType(
                ir.VoidType(), [byte, flag, flag, flag]), 'llvm.prefetch.p0')
        self._builder.call(prefetch, [self._builder.bitcast(pointer, byte)] + [
            ir.Constant(flag, value) for value in (0, 3, 1)])

    def spread(self, number):
        """A vector of one number."""
        nothing = ir.Constant(self._type, ir.Undefined)
        lane = ir.IntType(32)
        first = self._builder.insert_element(nothing, number, ir.Constant(lane, 0))
        return self._builder.shuffle_vector(
            first, nothing, ir.Constant(ir.VectorType(lane, self.n_lane), None))

    def zeros(self):
        """A vector of zeros."""
        return ir.Constant(self._type, None)

    def weighted_sum(self, weights, vectors):
        """The sum of vectors times numbers that are known when it is compiled."""
        total = None
        for weight, vector in zip(weights, vectors):
            if weight == 0:
                continue
            if abs(weight) != 1:
                vector = self._builder.fmul(vector, ir.Constant(
                    self._type, [float(weight)] * self.n_lane), flags=('contract',))
            if total is None:
                total = self._builder.fneg(vector) if weight == -1 else vector
            else:
                add = self._builder.fsub if weight == -1 else self._builder.fadd
                total = add(total, vector, flags=('contract',))
        return total

    def add_product(self, total, a, b):
        """total + a b, in one instruction where the processor has it."""
        flags = ('contract',)
        return self._builder.fadd(
            self._builder.fmul(a, b, flags=flags), total, flags=flags)

    def at_least(self, vector, floor):
        """The larger of each number and ``floor``; what is not a number stays."""
        floor = self.spread(floor)
        return self._builder.select(
            self._builder.fcmp_ordered('>', floor, vector), floor, vector)

    def loop(self, stop, step, sums, body):
        """Computes ``sums = body(i, sums)`` for i in range(0, stop, step), stop > 0.

        Returns:
            list: The last sums.
        """
        builder = self._builder
        before = builder.block
        inside = builder.append_basic_block('loop')
        after = builder.append_basic_block('after')
        builder.branch(inside)
        builder.position_at_end(inside)
        i = builder.phi(ir.IntType(64))
        kept = [builder.phi(self._type) for _ in sums]
        new = body(i, kept)
        following = builder.add(i, self.integer(step))
        for phi, first, later in zip([i] + kept, [self.integer(0)] + sums,
                                     [following] + new):
            phi.add_incoming(first, before)
            phi.add_incoming(later, builder.block)
        builder.cbranch(builder.icmp_signed('<', following, stop), inside, after)
        builder.position_at_end(after)
        return new

    def _cast(self, pointer):
        return self._builder.bitcast(pointer, self._type.as_pointer())
