"""Sums over photos and pixels on a GPU: gradients of biases."""

import torch


def add_pixels(gy):
    """Adds up as a product with ones, which takes a GPU less time than ATen's sum.

    Args:
        gy (torch.Tensor): (N, O, H, W) on a GPU, with the channels last.

    Returns:
        torch.Tensor: (O,); in single precision where ``gy`` is in a half one, whose
        numbers could not hold such sums.
    """
    rows = gy.permute(0, 2, 3, 1).flatten(0, 2)
    ones = rows.new_ones((1, len(rows)))
    if gy.dtype in (torch.float16, torch.bfloat16):
        return torch.mm(ones, rows, out_dtype=torch.float32)[0]
    return torch.mm(ones, rows)[0]
