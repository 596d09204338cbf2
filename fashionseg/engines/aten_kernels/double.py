"""Maps of twice the size on a CPU."""

import torch

from fashionseg.engines.corner_taps import CORNER_TAPS


def double(x, w):
    """Transposed convolution: kernel 4, stride 2, pad 1, no bias.

    As four convolutions by 2 x 2 taps, one for each corner of a pixel. In bfloat16
    oneDNN's transposed convolution takes four times as long.

    Args:
        x (torch.Tensor): (N, C, H, W).
        w (torch.Tensor): (C, O, 4, 4), dtype of ``x``.

    Returns:
        torch.Tensor: (N, O, 2 H, 2 W), with the channels last.
    """
    n, _, height, width = x.shape
    y = torch.empty((n, w.shape[1], 2 * height, 2 * width), dtype=x.dtype,
                    memory_format=torch.channels_last)
    for i, rows in enumerate(CORNER_TAPS):
        for j, columns in enumerate(CORNER_TAPS):
            taps = w[:, :, rows][..., columns].transpose(0, 1).contiguous(
                memory_format=torch.channels_last)
            corners = torch.ops.aten.convolution(
                x, taps, None, (1, 1), (1, 1), (1, 1), False, (0, 0), 1)
            y[:, :, i::2, j::2] = corners[:, :, i:i + height, j:j + width]
    return y
