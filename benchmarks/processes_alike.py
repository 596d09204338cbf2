"""Several processes against one on the joint batch: weights and scores.

    mpiexec -n 3 python -m benchmarks.processes_alike [--seeds 5] [--iterations 20]

Trains configuration A under MPI, in single and in double precision, on drawn photos;
the first process then trains alone on the joint batch and looks how far the weights are
apart. It also scores the last network alone and has all score it together. The last
line is JSON.
"""

import argparse
import json
import os
import sys
import tempfile
import time

import fashionseg  # before chainer  # noqa: F401
import chainer
import numpy as np

from fashionseg.commands.prepare import prepare
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES, make_net
from fashionseg.datasets import PreparedDataset
from fashionseg.engines import use_engine
from fashionseg.extensions import evaluate
from fashionseg.processes import Processes, find_launch, join_processes
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, GuidedUpdater, MultiNodeUpdater, make_optimizer)
from fashionseg.transforms import TrainingTransform

N_TRAIN, N_EVAL, BATCH_SIZE = 60, 200, 6
CLOSE = 1e-6


def train(processes, data, seed, dtype, n_iteration):
    """Steps of configuration A on a share of each batch.

    Args:
        processes (fashionseg.processes.Processes): All that share it.
        data (fashionseg.datasets.PreparedDataset): Photos for training.
        seed (int): Of weights, order and augmentation.
        dtype (numpy.dtype): Of photos, weights and all that is computed.
        n_iteration (int): Steps.

    Returns:
        fashionseg.links.SegmentationNet: The network.
    """
    profile = PROFILES['quick']
    with chainer.using_config('dtype', dtype):
        net = make_net('A', profile, seed)
    iterator = BatchIterator(
        data, TrainingTransform(), BATCH_SIZE // processes.size, seed,
        shard=(processes.rank, processes.size))
    chain = GuidedTrainChain(net, 1, 1, 1)
    optimizer = make_optimizer(profile.learning_rate).setup(chain)
    reporter = chainer.Reporter()
    reporter.add_observer('main', chain)
    updater = (GuidedUpdater(iterator, optimizer) if processes.size == 1 else
               MultiNodeUpdater(iterator, optimizer, processes))
    if dtype == np.float64:
        updater.converter = lambda batch, device: (batch[0].astype(dtype), batch[1])
    for _ in range(n_iteration):
        with reporter.scope({}):
            updater.update()
    return net


def compare(net, other):
    """How far the weights of two networks are apart.

    Returns:
        dict: ``largest`` difference, and the ``share`` of those above 1e-6.
    """
    off = np.concatenate([np.abs(one.array - two.array).ravel() for one, two in zip(
        net.params(), other.params())])
    return {'largest': float(off.max()), 'share': float(np.mean(off > CLOSE))}


def _main(argv):
    parser = argparse.ArgumentParser(prog='python -m benchmarks.processes_alike')
    parser.add_argument('--seeds', type=int, default=5)
    parser.add_argument('--iterations', type=int, default=20)
    args = parser.parse_args(argv)
    use_engine('numpy', 1)
    processes, alone = join_processes(find_launch(os.environ)), Processes()
    found, begun = {'processes': processes.size}, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = processes.from_first(lambda: prepare(
            'generated', os.path.join(folder, 'data'), n_train=N_TRAIN, n_eval=N_EVAL))
        data = PreparedDataset(root, 'train')
        for dtype in np.dtype(np.float32), np.dtype(np.float64):
            found[dtype.name] = rows = []
            for seed in range(args.seeds):
                net = train(processes, data, seed, dtype, args.iterations)
                if processes.is_first:
                    one = train(alone, data, seed, dtype, args.iterations)
                    rows.append({'seed': seed, **compare(net, one)})
                    print(dtype.name, rows[-1], flush=True)
        held_out = PreparedDataset(root, 'eval')
        net = net.copy().to_device('@numpy')
        for param in net.params():
            param.array = param.array.astype(np.float32)
        together = evaluate(net.segment, held_out, processes=processes)
        if processes.is_first:
            found['photos'] = len(held_out)
            found['scores_equal'] = together == evaluate(net.segment, held_out)
        processes.gather(None)  # the photos are there until all have ended
    if processes.is_first:
        print(json.dumps({**found, 'seconds': round(time.monotonic() - begun)}))


if __name__ == '__main__':
    sys.exit(run_command(_main, sys.argv[1:], end=lambda line, status: (
        print(line, file=sys.stderr), status)[1]))
