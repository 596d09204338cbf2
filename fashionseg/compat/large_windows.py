"""chainer/functions/connection/convolution_2d.py:242,431 writes all windows at once.

So do the grouped convolutions, and deconvolution_2d.py:227. Where there is no cuDNN, as
in CuPy 14, that is many gigabytes for a few dozen photos, and chainer/utils/conv.py:171
counts the numbers in 32 bits: from 2 ** 31 on, 28 photos of 224 x 224 in L_0, it reads
elsewhere ("illegal memory access"). No photo's arithmetic depends on its batch: Chainer
gets as many at a time as need 2 GiB.
"""

import contextlib
import math

import numpy as np

MOST_BYTES = 2 ** 31 - 1
CORES = '_forward_gpu_core', '_forward_grouped_convolution'


@contextlib.contextmanager
def patch(module):
    """Takes large batches in parts."""
    yield
    for name, change in (('Convolution2DFunction', _convolve),
                         ('Convolution2DGradW', _add_gradients),
                         ('Deconvolution2DFunction', _deconvolve)):
        node_class = vars(module).get(name)
        # Each of the two modules may know the other's class.
        if node_class is not None and node_class.__module__ == module.__name__:
            for core in CORES:
                setattr(node_class, core, change(getattr(node_class, core)))


def _convolve(core):
    def in_parts(self, x, W, b):
        places = self._get_out_size(x.shape, W.shape)
        return _join(core(self, part, W, b) for part in _split(
            x, x.shape[1] * math.prod(W.shape[2:]) * math.prod(places)))
    return in_parts


def _deconvolve(core):
    def in_parts(self, x, W, b):
        windows = self.groups * math.prod(W.shape[1:]) * math.prod(x.shape[2:])
        return _join(core(self, part, W, b) for part in _split(x, windows))
    return in_parts


def _add_gradients(core):
    def in_parts(self, x, gy):
        total, start = None, 0
        for part in _split(x, x.shape[1] * self.kh * self.kw * math.prod(gy.shape[2:])):
            gw, = core(self, part, gy[start:start + len(part)])
            total, start = gw if total is None else total + gw, start + len(part)
        return total,
    return in_parts


def _split(x, windows):
    """Parts of a batch; ``windows``: numbers in those of a photo."""
    n = max(1, MOST_BYTES // max(1, windows * x.dtype.itemsize))
    return [x] if n >= len(x) else [x[k:k + n] for k in range(0, len(x), n)]


def _join(answers):
    maps = [y for y, in answers]
    # CuPy answers for its arrays.
    return (maps[0] if len(maps) == 1 else np.concatenate(maps)),
