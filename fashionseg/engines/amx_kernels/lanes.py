"""Vectors of 16 numbers in the language of LLVM, some lanes of which are left out."""

from llvmlite import ir
from numba.core import cgutils

N_LANE = 16  # of a vector of AVX-512, which all processors with AMX have
_BYTE, _WORD = ir.IntType(8), ir.IntType(32)
_WORDS = ir.VectorType(_WORD, N_LANE)
_NUMBERS = ir.VectorType(ir.FloatType(), N_LANE)


class Lanes:
    """Writes instructions.

    Args:
        context, builder: Numba's and llvmlite's, of the function that is compiled.
    """

    def __init__(self, context, builder):
        self._context, self._builder = context, builder

    def address(self, array_type, array, place):
        """Of a number of a flat array of numbers of 4 bytes."""
        data = self._context.make_array(array_type)(
            self._context, self._builder, array).data
        return self._builder.bitcast(
            self._builder.gep(data, [place]), _BYTE.as_pointer())

    def move(self, address, *counts):
        """An address moved by the product of ``counts``, in numbers; each an int or a
        value."""
        count = self.integer(4)
        for factor in counts:
            count = self._builder.mul(count, self.integer(factor))
        return self._builder.gep(address, [count])

    def integer(self, value):
        """A constant of LLVM's; values are left as they are."""
        return ir.Constant(ir.IntType(64), value) if isinstance(value, int) else value

    def words(self, values):
        """A vector of int32: of one int, or of 16."""
        values = [values] * N_LANE if isinstance(values, int) else list(values)
        return ir.Constant(_WORDS, values)

    def spread(self, value):
        """A vector of one value, int64 as int32."""
        builder = self._builder
        if isinstance(value.type, ir.IntType):
            value = builder.trunc(value, _WORD)
        vector = ir.Constant(ir.VectorType(value.type, N_LANE), ir.Undefined)
        vector = builder.insert_element(vector, value, ir.Constant(_WORD, 0))
        return builder.shuffle_vector(vector, vector, self.words(0))

    def first(self, count):
        """Which lanes are among the first ``count``, an int64 of any size."""
        builder = self._builder
        most = self.integer(N_LANE)
        count = builder.select(builder.icmp_signed('<', count, most), count, most)
        return builder.icmp_signed(
            '<', self.words(range(N_LANE)), self.spread(count))

    def load(self, address, mask):
        """Numbers side by side, 0 where there is no bit."""
        return self._call('llvm.masked.load.v16f32.p0', _NUMBERS,
                          self._builder.bitcast(address, _NUMBERS.as_pointer()),
                          ir.Constant(_WORD, 4), mask, ir.Constant(_NUMBERS, None))

    def store(self, vector, address, mask):
        """Writes numbers side by side."""
        self._call('llvm.masked.store.v16f32.p0', ir.VoidType(), vector,
                   self._builder.bitcast(address, _NUMBERS.as_pointer()),
                   ir.Constant(_WORD, 4), mask)

    def gather(self, address, step, mask):
        """Numbers ``step`` bytes apart, 0 where there is no bit."""
        return self._call(
            'llvm.x86.avx512.mask.gather.dps.512', _NUMBERS,
            ir.Constant(_NUMBERS, None), address, self._every(step), mask,
            ir.Constant(_WORD, 1))

    def scatter(self, vector, address, step, mask):
        """Writes numbers ``step`` bytes apart."""
        self._call('llvm.x86.avx512.mask.scatter.dps.512', ir.VoidType(), address, mask,
                   self._every(step), vector, ir.Constant(_WORD, 1))

    def fetch(self, address):
        """Asks for a line of memory, which is wanted soon, in the second cache."""
        self._call('llvm.prefetch.p0', ir.VoidType(), address, *(
            ir.Constant(_WORD, value) for value in (0, 2, 1)))

    def store_words(self, vector, address):
        """Writes 16 int32 to where a line of the cache begins."""
        self._builder.store(vector, self._builder.bitcast(
            address, _WORDS.as_pointer())).align = 4

    def _every(self, step):
        return self._builder.mul(self.spread(step), self.words(range(N_LANE)))

    def _call(self, name, result, *args):
        return self._builder.call(cgutils.get_or_insert_function(
            self._builder.module, ir.FunctionType(result, [arg.type for arg in args]),
            name), args)
