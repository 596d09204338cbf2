"""Data sets, transforms and a network that are small and known."""

import os
import signal
import time

import chainer
import chainer.links as L
import numpy as np

from fashionseg.links.scores import Scores


class Photos:
    """``n`` photos of 24 x 16 pixels; the ids are the positions."""

    def __init__(self, n):
        self.ids = [f'photo{k}' for k in range(n)]

    def __len__(self):
        return len(self.ids)

    def path(self, i):
        return f'photos/{i}.jpg'

    def __getitem__(self, i):
        rng = np.random.default_rng(i)
        return (rng.integers(0, 256, (24, 16, 3), np.uint8),
                np.full((24, 16), i, np.uint8))


def draw(photo, label, rng):
    """The photo's position and the random numbers that it was given."""
    return rng.random((3, 1, 1)), int(label[0, 0])  # in every pixel of the batch


def dawdle(photo, label, rng):
    time.sleep(1)
    return draw(photo, label, rng)


def fail_at_5(photo, label, rng):
    if label[0, 0] == 5:
        raise ZeroDivisionError('a bad pixel')
    return draw(photo, label, rng)


def die_at_5(photo, label, rng):
    if label[0, 0] == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return draw(photo, label, rng)


def sleep_at_5(photo, label, rng):
    if label[0, 0] == 5:
        time.sleep(1000)
    return draw(photo, label, rng)


class TinyNet(chainer.Chain):
    """All outputs of the paper's network, each a convolution of a photo's corner."""

    def __init__(self, reconstruction=True, presence=True):
        super().__init__()
        self._reconstruction = range(1, 5) if reconstruction else ()
        self._presence = {1: 56, 2: 28, 3: 14, 4: 7, 5: 3, 6: 1} if presence else {}
        with self.init_scope():
            self.s = L.Convolution2D(3, 14, 1)
            self.r = L.Convolution2D(3, 3, 1)
            self.p = L.Convolution2D(3, 14, 1)

    def forward(self, x):
        def corner(size):
            return x[:, :, :size, :size]

        return Scores(
            {i: self.s(corner(224 >> i)) for i in range(5)},
            {i: self.r(corner(224 >> i)) for i in self._reconstruction},
            {i: self.p(corner(size)) for i, size in self._presence.items()})


def make_batch(n, dtype=np.float32):
    """x (n, 3, 224, 224) and t (n, 224, 224)."""
    rng = np.random.default_rng(0)
    return (rng.random((n, 3, 224, 224)).astype(dtype),
            rng.integers(0, 14, (n, 224, 224)).astype(np.int32))
