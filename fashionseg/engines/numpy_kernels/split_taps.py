"""Which side of the matrix product carries the taps of a convolution."""


def split_taps(shift_y, shift_x, in_channels, out_channels, waste, add_cost):
    """Divide the taps between input and output, at the least cost.

    * All on the input: copy the input once per tap (im2col), then one product.
    * All on the output: one product with the filters of all taps stacked, then add
      the results, shifted.
    * Those along x on the input, those along y on the output.

    Many channels make the product the main cost, few make the copies so: then a 3x3
    convolution moves 3 + 3 numbers per pixel and channel in place of 9.

    Args:
        shift_y, shift_x (list of int): Shift of each tap along either axis in
            numbers, ascending from 0.
        in_channels, out_channels (int): Channels of the convolution.
        waste (float): Share of the product that taps on the output add, for rows
            that only neighbouring blocks need.
        add_cost (float): Cost of a shifted addition in writes of a number.

    Returns:
        tuple of lists: Shifts on the input, shifts on the output.
    """
    both = [y + x for y in shift_y for x in shift_x]

    def cost(split):
        n_in, n_out = (len(shifts) for shifts in split)
        # A number is written once if copied, and read once by the product.
        moved = ((1 + (n_in > 1)) * n_in * in_channels
                 + (1 + add_cost * (n_out > 1)) * n_out * out_channels)
        multiplied = in_channels * out_channels * len(both)
        # Measured: moving one number takes the time of 16 multiplications.
        return moved + waste * (n_out > 1) * multiplied / 16

    return min(((both, [0]), (shift_x, shift_y), ([0], both)), key=cost)
