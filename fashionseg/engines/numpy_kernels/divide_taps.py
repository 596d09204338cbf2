"""On which side of the matrix product the taps of a convolution are."""

import functools

# Measured: moving one number takes the time of 32 multiplications of one thread.
_MULTIPLICATIONS_PER_MOVE = 32
# Adding a number to another in the cache, and moving one of a filter across its
# matrix, in moves.
_ADD, _FILTER_MOVE = 1.5, 4
# Rows of a block that are multiplied again for the next one: at most one of eight.
_SHARED_ROWS = 1 / 8


@functools.lru_cache(maxsize=None)
def divide_taps(kind, n_photo, w_shape, out_size, stride):
    """Divides the taps between input and output, at the least cost.

    * All on the input: copy the input once per tap (im2col), then one product.
    * All on the output: one product with the filters of all taps stacked, then add
      the results, shifted.
    * Those along x on the input, those along y on the output.

    Many channels make the product the main cost, few make the copies so: then a 3x3
    convolution moves 3 + 3 numbers per pixel and channel in place of 9. Only filters
    whose taps are all on the input are multiplied as they lie in memory, which counts
    where they are larger than the maps.

    Args:
        kind (str): 'convolve', 'grad_w' (its gradient by the filters) or 'deconvolve'
            (that by its input).
        n_photo (int): Photos of the batch.
        w_shape (tuple of int): (O, C, kh, kw) of the convolution.
        out_size, stride (tuple of int): Of the convolution.

    Returns:
        tuple of bool: Along y and x, whether the taps are on the output.
    """
    choices = ((False, False), (True, False), (True, True))
    return min(choices, key=lambda on_output: _cost(
        kind, n_photo, w_shape, out_size, stride, on_output))


def _cost(kind, n_photo, w_shape, out_size, stride, on_output):
    """Moves for each place of the output."""
    o, c, kh, kw = w_shape
    phases = [min(s, k) for s, k in zip(stride, (kh, kw))]
    n_phase = phases[0] * phases[1]
    n_in, n_out = 1, 1
    for k, n, on in zip((kh, kw), phases, on_output):
        n_in *= n if on else k
        n_out *= -(-k // n) if on else 1
    many_in, many_out = n_in > n_phase, n_out > 1
    read_in, read_out = n_in * c * (1 + many_in), n_out * o * (1 + many_out)
    if kind == 'convolve':
        moves, halo = read_in + n_out * o * (1 + _ADD * many_out), many_out
    elif kind == 'deconvolve':
        moves, halo = read_out + n_in * c * (1 + _ADD * many_in), many_in
    else:
        moves, halo = read_in + read_out, many_out
    weights = o * c * kh * kw
    if on_output != (False, False):
        moves += _FILTER_MOVE * weights / (n_photo * out_size[0] * out_size[1])
    if halo and kh > phases[0]:
        rows = kh // phases[0] / out_size[0]
        moves += max(_SHARED_ROWS, rows) * weights / _MULTIPLICATIONS_PER_MOVE
    return moves
