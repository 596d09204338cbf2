"""All random numbers of a run."""

import random

import chainer
import numpy as np
from chainer.serializer import Deserializer

MT19937 = 'MT19937'  # the generator of Python's and NumPy's global streams


def serialize_random(serializer, device, iteration):
    """Saves or loads the global random streams, by Chainer's protocol.

    Those of Python and NumPy are stored. CuPy's can't be read: they are seeded anew,
    from NumPy's stream, which does not move, and ``iteration``, by the run that stores
    them as by the one that loads them, so that both go on alike. cuDNN keeps a stream
    of its own for its dropout, which cannot be set.

    Args:
        serializer (chainer.AbstractSerializer): Where to, or where from.
        device (chainer.backend.Device): Of the network.
        iteration (int): Steps so far.
    """
    version, words, gauss = random.getstate()
    words = serializer('python', np.array(words, np.uint32))
    gauss = serializer('python_gauss', gauss)
    _, key, *place = np.random.get_state()
    key = serializer('numpy', np.array(key))
    place = [serializer(f'numpy_{name}', value) for name, value in zip(
        ('position', 'has_gauss', 'gauss'), place)]
    if isinstance(serializer, Deserializer):
        random.setstate((version, tuple(int(word) for word in words),
                         None if gauss is None else float(gauss)))
        if not 0 <= place[0] <= len(key):  # NumPy would read what lies behind the key
            raise ValueError(f'the random stream has no place {place[0]}')
        np.random.set_state((MT19937, key, *place))
    if device.xp is not np:
        stream = np.random.RandomState()
        stream.set_state(np.random.get_state())
        with chainer.using_device(device):
            device.xp.random.seed((stream.randint(2 ** 31) + iteration) % 2 ** 32)
