"""Single precision as sums of two bfloat16 numbers, which the unit multiplies.

bfloat16 has the range of single precision and 8 of its 24 binary digits. A number is
rounded to them, and what is left, which is exact, to 8 more. Of the four products of
two such sums that of the rests, 2 ** -16 of the whole, is left out, as it is in Intel's
MKL (``float_to_bf16x3``): sums are off by some 4e-6 of their deviation.
"""

from llvmlite import ir

# Half of the last digit that is kept; the digits that are; all but the sign; and what
# would become infinite if half a digit were added.
_HALF, _KEPT, _SIZE, _LARGEST = 1 << 15, 0xffff0000, 0x7fffffff, 0x7f7f0000


def split_pairs(builder, one, other):
    """Writes the instructions.

    Args:
        builder: llvmlite's.
        one, other: Vectors of float32.

    Returns:
        tuple: Two vectors of int32: the larger parts and the rests, ``one``'s in the
        lower halves.
    """
    half = _words(one, 16)
    return tuple(
        builder.or_(builder.lshr(part, half), other_part)
        for part, other_part in zip(_split(builder, one), _split(builder, other)))


def _split(builder, numbers):
    """The two parts in the upper halves of words whose lower halves are 0."""
    half, kept, size, largest = (
        _words(numbers, value) for value in (_HALF, _KEPT, _SIZE, _LARGEST))
    bits = builder.bitcast(numbers, half.type)
    # Infinities are not rounded; what they leave, and so their sums, is no number.
    high = builder.and_(builder.select(
        builder.icmp_signed('<', builder.and_(bits, size), largest),
        builder.add(bits, half), bits), kept)
    rest = builder.fsub(numbers, builder.bitcast(high, numbers.type))
    rest = builder.add(builder.bitcast(rest, half.type), half)
    return high, builder.and_(rest, kept)


def _words(numbers, value):
    n = numbers.type.count
    return ir.Constant(ir.VectorType(ir.IntType(32), n), [value] * n)
