"""Under mpiexec: steps, averages and an evaluation, compared with one process's.

Arguments: folder of the results, dtype. Each process writes what it has.
"""

import os
import pickle
import sys

import fashionseg  # before chainer
import chainer
import chainer.links as L
import numpy as np

from fashionseg.engines import use_engine
from fashionseg.extensions import evaluate
from fashionseg.links import BaselineNet, FashionSegNet
from fashionseg.processes import find_launch, join_processes
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, GuidedUpdater, MultiNodeUpdater, make_optimizer)
from fashionseg.transforms import TrainingTransform
from tests.training_tests.made_up_photos import Photos

N_STEP, BATCH_SIZE, N_PHOTO = 3, 6, 9


def train(processes, dtype):
    """Steps of configuration A; returns weights, losses and the updater."""
    with chainer.using_config('dtype', dtype):
        # Each process draws weights of its own; those of the first are sent.
        np.random.seed(processes.rank)
        net = FashionSegNet(True, True, width=1 / 32)
    chain = GuidedTrainChain(net, 1, 1, 1)
    iterator = BatchIterator(
        Photos(N_PHOTO), TrainingTransform(), BATCH_SIZE // processes.size, 0,
        shard=(processes.rank, processes.size))
    optimizer = make_optimizer(2e-3).setup(chain)
    updater = (GuidedUpdater(iterator, optimizer) if processes.size == 1 else
               MultiNodeUpdater(iterator, optimizer, processes))
    if dtype == np.float64:
        updater.converter = lambda batch, device: (batch[0].astype(dtype), batch[1])
    reporter, losses = chainer.Reporter(), []
    reporter.add_observer('main', chain)
    for _ in range(N_STEP):
        with reporter.scope({}):
            updater.update()
            losses.append(dict(reporter.observation))
    weights = {name: param.array for name, param in net.namedparams()}
    return weights, losses, updater


def score(processes):
    """Scores of labels that depend on the photo and on its batch alone."""
    def segment(x):
        labels = (x.sum(axis=1) * 7 + len(x)) % 14
        return labels.astype(np.int32)

    return evaluate(segment, Photos(11), batch_size=3, processes=processes)


def average(processes):
    """Running statistics of batch normalization after a step on shares."""
    net = BaselineNet(chainer.Sequential(
        L.BatchNormalization(3), L.Convolution2D(3, 14, 1)))
    iterator = BatchIterator(Photos(3), TrainingTransform(), 1, 0,
                             shard=(processes.rank, processes.size))
    optimizer = make_optimizer(2e-3).setup(GuidedTrainChain(net))
    updater = MultiNodeUpdater(iterator, optimizer, processes)
    reporter = chainer.Reporter()
    reporter.add_observer('main', optimizer.target)
    with reporter.scope({}):
        updater.update()
    normalization = net.net[0]
    return normalization.avg_mean, normalization.avg_var


if __name__ == '__main__':
    out, dtype = sys.argv[1], np.dtype(sys.argv[2])
    use_engine('numpy', 1)
    processes = join_processes(find_launch(os.environ))
    weights, losses, updater = train(processes, dtype)
    found = {
        'weights': weights, 'losses': losses, 'scores': score(processes),
        'averages': average(processes), 'size': processes.size,
        'epoch_detail': updater.epoch_detail, 'iteration': updater.iteration,
        't': updater.get_optimizer('main').t, 'description': updater.description()}
    with open(f'{out}/{processes.rank}', 'wb') as file:
        pickle.dump(found, file)
