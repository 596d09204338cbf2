"""Inference and training time of every configuration, measured in turn."""

import os
import platform
import statistics
import time

import chainer
import numpy as np

from fashionseg.commands.current_commit import current_commit
from fashionseg.configurations import CONFIGURATIONS, TABLE_5, LossWeights, make_net
from fashionseg.training import GuidedTrainChain

N_ROUND = 4


def measure_times(profile, device, command, n_round=N_ROUND, show=lambda items: items):
    """Times one photo's inference and one training step of each configuration.

    All configurations are measured in turn, round after round in one process, so
    that a slow moment of the machine meets all of them; the median of the rounds is
    kept. A training step is one batch with its update, without reading photos; its
    time is divided by the photos in the batch.

    Args:
        profile (fashionseg.configurations.Profile): Sizes of the networks.
        device (str): Chainer device name.
        command (str): Command line, for the record.
        n_round (int): Rounds. Each builds the networks anew and warms them up.
        show (callable): Wraps the iterable of rounds, as a progress bar does.

    Returns:
        dict: ``rows``: configuration -> ``inference_ms`` and ``training_ms``, both
        per photo; ``machine``, ``command``, ``commit``, ``n_round``.
    """
    device = chainer.get_device(device)
    times = {name: {'inference_ms': [], 'training_ms': []} for name in CONFIGURATIONS}
    rng = np.random.default_rng(0)
    x = rng.random((profile.batch_size, 3, 224, 224), dtype=np.float32)
    t = rng.integers(0, 14, (profile.batch_size, 224, 224), dtype=np.int32)
    x, t = device.send(x), device.send(t)
    device.use()
    for _ in show(range(n_round)):
        for name in CONFIGURATIONS:
            net = make_net(name, profile)
            net.to_device(device)
            chain = GuidedTrainChain(net, *TABLE_5.get(name, LossWeights(0, 0, 0)))
            optimizer = chainer.optimizers.Adam().setup(chain)
            optimizer.update(chain, x, t)  # memory and Adam's moments are made here
            training = _time(lambda: optimizer.update(chain, x, t), device)
            inference = _time(lambda: net.segment(x[:1]), device)
            times[name]['training_ms'].append(training / len(x))
            times[name]['inference_ms'].append(inference)
    rows = {name: {key: round(statistics.median(values), 3)
                   for key, values in row.items()} for name, row in times.items()}
    return {'rows': rows, 'machine': _machine(device), 'command': command,
            'commit': current_commit(), 'n_round': n_round}


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
