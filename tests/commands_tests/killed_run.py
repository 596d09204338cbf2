"""A run of a moment, and one in a process of its own that is killed in it."""

import importlib
import os
import signal
import sys

import fashionseg  # noqa: F401, before chainer in a process of its own
import chainer.functions as F
import chainer.links as L

from fashionseg.commands import estimate_needs, run_training, train
from fashionseg.commands.main import main
from fashionseg.commands.measure_step import StepCost
from fashionseg.configurations import PROFILES
from fashionseg.extensions import Curves
from fashionseg.files import replace_file
from fashionseg.links import Scores, SegmentationNet

# Four photos, one in a step: an epoch ends in steps 4 and 8.
TINY = PROFILES['quick']._replace(
    n_epoch=2, batch_size=1, n_train=4, n_eval=2, n_worker=0)


class OneLayer(SegmentationNet):
    """With running statistics and random numbers, as DeepLabv3+ has them."""

    def __init__(self):
        super().__init__()
        with self.init_scope():
            self.norm, self.layer = L.BatchNormalization(3), L.Convolution2D(3, 14, 1)

    def segmentation_scores(self, x):
        return self.layer(F.dropout(self.norm(x), .2))

    def forward(self, x):
        return Scores({0: self.segmentation_scores(x)}, {}, {})


def _make_net(configuration, profile, seed, variant):
    _seeded(configuration, profile, seed, variant)
    return OneLayer()


def _draw(curves, trainer):
    with replace_file(os.path.join(trainer.out, 'curves.png'), sync=False) as path:
        open(path, 'w').close()


_seeded = run_training.make_net


def make_cheap(set_attribute=setattr):
    """Lets ``train`` take this network and draw nothing, with Chainer's arithmetic.

    Args:
        set_attribute (callable): ``setattr``, or what undoes it later.
    """
    PROFILES['quick'] = TINY
    set_attribute(train, 'use_engine', lambda *args: 'kernels')
    set_attribute(run_training, 'make_net', _make_net)
    set_attribute(Curves, '__call__', _draw)
    # Steps are counted here, and those before the run are not the run's.
    set_attribute(estimate_needs, 'measure_step',
                  lambda settings, device: StepCost(60, None, None, 0., 0.))


def killed_run(configuration, argv, place=None, number=0):
    """Trains, and dies without a word in the ``number``-th call at ``place``.

    Args:
        configuration (str): What to train.
        argv (list of str): Options of the command.
        place (str): 'replace', just before a file takes its place; 'sync', while the
            disk is asked to confirm one; 'write', in the middle of a file of arrays;
            None lives.
        number (int): Which call.
    """
    make_cheap()
    if place == 'write':
        module = importlib.import_module('fashionseg.files.write_tensors')
        _die_in(module, 'save_file', number, _write_half)
    elif place:
        _die_in(os, {'replace': 'replace', 'sync': 'fsync'}[place], number)
    sys.exit(main(['train', configuration, *argv]))


def _die_in(module, name, number, act=lambda *args: None):
    original, count = getattr(module, name), []

    def call(*args):
        count.append(1)
        if len(count) == number:
            act(*args)
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args)

    setattr(module, name, call)


def _write_half(arrays, path, metadata):
    with open(path, 'wb') as file:
        file.write(b'\x40' + bytes(100_000))
