"""A PyTorch layer out of a Chainer one."""

import torch


def make_layer(weights, path, stride=1, pad=0, transposed=False):
    """Builds a convolution and copies its weights.

    Args:
        weights (dict): Path of each parameter of the Chainer network, as
            ``chainer.serializers`` names it -> float32 array. Both frameworks store
            filters alike, those of transposed convolutions too.
        path (str): Path of the layer, as in 'a/0'.
        stride, pad (int): Of the convolution.
        transposed (bool): Make a transposed convolution.

    Returns:
        torch.nn.Module: The layer. Its parameters are not those of ``weights``.
    """
    filters, bias = weights[f'{path}/W'], weights[f'{path}/b']
    kind = torch.nn.ConvTranspose2d if transposed else torch.nn.Conv2d
    channels = filters.shape[:2] if transposed else filters.shape[1::-1]
    # Drawing 94 million weights that are overwritten at once takes seconds.
    layer = torch.nn.utils.skip_init(
        kind, *channels, filters.shape[2:], stride=stride, padding=pad)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(filters))
        layer.bias.copy_(torch.from_numpy(bias))
    return layer
