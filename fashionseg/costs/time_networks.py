"""Inference and training time of several networks, measured in turn."""

import copy
import os
import platform
import statistics
import time

import chainer
import numpy as np

from fashionseg.configurations import TABLE_5, LossWeights, make_net
from fashionseg.table_2 import INPUT_SIZE
from fashionseg.training import GuidedTrainChain

# Numbers of a network that is kept for the next round: narrow ones take a second to
# build, of wide ones with all their filters, and no memory to keep.
_KEPT = 5_000_000


def time_networks(networks, profile, device, n_round, show=lambda items: items):
    """Times one photo's inference and one training step of each network.

    All are measured in turn, round after round in one process, so that a slow moment
    of the machine meets all of them; the median of the rounds is kept. A training
    step is one batch with its update, without reading photos; its time is divided by
    the photos in the batch.

    Args:
        networks (dict): Name -> (configuration, variant), see
            :func:`~fashionseg.configurations.make_net`.
        profile (fashionseg.configurations.Profile): Sizes of the networks and of the
            batch.
        device (str): Chainer device name.
        n_round (int): Rounds. Each begins with new networks and warms them up.
        show (callable): Wraps the iterable of rounds and networks, a list, as a
            progress bar does.

    Returns:
        dict: ``rows``: name -> ``inference_ms`` and ``training_ms``, both per photo;
        ``machine``; ``n_round``.
    """
    device = chainer.get_device(device)
    rng = np.random.default_rng(0)
    size = INPUT_SIZE, INPUT_SIZE
    x = rng.random((profile.batch_size, 3, *size), dtype=np.float32)
    t = rng.integers(0, 14, (profile.batch_size, *size), dtype=np.int32)
    x, t = device.send(x), device.send(t)
    device.use()
    built = {}
    times = {name: {'inference_ms': [], 'training_ms': []} for name in networks}
    for name in show(n_round * list(networks)):
        training, inference = _time_network(
            *networks[name], profile, device, x, t, built)
        times[name]['training_ms'].append(training)
        times[name]['inference_ms'].append(inference)
    rows = {name: {key: round(statistics.median(values), 3)
                   for key, values in row.items()} for name, row in times.items()}
    return {'rows': rows, 'machine': _machine(device), 'n_round': n_round}


def _time_network(configuration, variant, profile, device, x, t, built):
    net = built.get((configuration, variant))
    if net is None:
        net = make_net(configuration, profile, variant=variant)
    if net.count_params() <= _KEPT:
        built[configuration, variant] = net
        net = copy.deepcopy(net)
    net.to_device(device)
    chain = GuidedTrainChain(
        net, *TABLE_5.get(configuration, LossWeights(0, 0, 0)))
    optimizer = chainer.optimizers.Adam().setup(chain)
    optimizer.update(chain, x, t)  # memory and Adam's moments are made here
    training = _time(lambda: optimizer.update(chain, x, t), device)
    net.segment(x[:1])  # a GPU chooses its way for this size here
    inference = _time(lambda: net.segment(x[:1]), device)
    return training / len(x), inference


def _time(call, device):
    _synchronize(device)
    start = time.perf_counter()
    call()
    _synchronize(device)
    return 1000 * (time.perf_counter() - start)


def _synchronize(device):
    if device.xp is not np:
        device.device.synchronize()


def _machine(device):
    return {'processor': platform.processor() or platform.machine(),
            'cores': os.cpu_count(), 'device': device.name,
            'threads': os.environ.get('OMP_NUM_THREADS', 'all'),
            'python': platform.python_version(), 'numpy': np.__version__,
            'chainer': chainer.__version__}
