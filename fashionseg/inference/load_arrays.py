"""Weights that fit, or none."""

import numpy as np
from chainer.serializers import DictionarySerializer, NpzDeserializer

from fashionseg.errors import UserError


def load_arrays(path, arrays, net):
    """Fills a network with weights.

    Chainer alone would repeat an array of another shape to fill the network's, and
    round one of another dtype.

    Args:
        path (str): File that they come from, for the message.
        arrays (dict): Name -> numpy.ndarray, as Chainer names them.
        net (chainer.Link): Network of the same sizes.

    Raises:
        UserError: A name, shape or dtype is another than the network's, or a number is
            not finite; the message names the array, and ``net`` is unchanged.
    """
    expected = DictionarySerializer()
    expected.save(net)
    for name in sorted(set(expected.target) | set(arrays)):
        wanted, given = (_describe(mapping.get(name))
                         for mapping in (expected.target, arrays))
        if wanted != given:
            raise UserError(
                f'{path} holds other weights than the network that its record '
                f'describes ({name}: {given} instead of {wanted}); remove it and train '
                'that run again')
        if not np.isfinite(arrays[name]).all():
            raise UserError(
                f'{path} holds weights that are no numbers ({name}); remove it and '
                'train that run again')
    NpzDeserializer(arrays).load(net)


def _describe(array):
    return 'nothing' if array is None else f'{array.dtype} {array.shape}'
