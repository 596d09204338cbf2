"""Weights from a file that nobody has to trust."""

import zipfile
import zlib

import chainer
import numpy as np

from fashionseg.errors import UserError


def load_arrays(path, net):
    """Fills a network with the weights of a ``best.npz``.

    Only plain arrays are read. ``chainer.serializers.load_npz`` would unpickle
    objects, which runs code of the file's author, and would repeat an array of
    another shape to fill the network's.

    Args:
        path (str): File of ``chainer.serializers.save_npz``.
        net (chainer.Link): Network of the same sizes.

    Raises:
        UserError: Naming the file, when it is damaged, holds anything but arrays, or
            holds the weights of another network; ``net`` is unchanged then.
    """
    expected = chainer.serializers.DictionarySerializer()
    expected.save(net)
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    # AttributeError, TypeError: a single array instead of an archive.
    except (AttributeError, EOFError, OSError, TypeError, ValueError,
            zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f'{path} is damaged or holds more than arrays ({error}); '
                        'remove its folder and train that run again') from None
    for name in sorted(set(expected.target) | set(arrays)):
        wanted, given = (_describe(mapping.get(name))
                         for mapping in (expected.target, arrays))
        if wanted != given:
            raise UserError(
                f'{path} holds other weights than the network that its run.json '
                f'describes ({name}: {given} instead of {wanted}); remove its folder '
                'and train that run again')
    chainer.serializers.NpzDeserializer(arrays).load(net)


def _describe(array):
    return 'nothing' if array is None else f'{array.dtype} {array.shape}'
