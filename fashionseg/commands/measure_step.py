"""What a training step of a run costs, tried out before the run."""

from collections import namedtuple
import time

import chainer
import numpy as np

from fashionseg.classes import N_CLASS
from fashionseg.commands.process_memory import ProcessMemory
from fashionseg.configurations import TABLE_5, LossWeights, make_net
from fashionseg.table_2 import INPUT_SIZE
from fashionseg.training import GuidedTrainChain, make_optimizer

MOST_PHOTOS = 2

StepCost = namedtuple('StepCost', (
    'n_param', 'fixed_bytes', 'photo_bytes', 'step_seconds', 'segment_seconds'))
StepCost.__doc__ = """What a step of a run costs on its device.

* ``n_param``: Numbers that the network learns.
* ``fixed_bytes``: Memory that a step leaves behind, whatever its photos are: on a CPU
  the whole process with weights, gradients and Adam's moments; on a GPU these alone.
  None where the system does not tell.
* ``photo_bytes``: What a step needs on top of it for each photo.
* ``step_seconds``, ``segment_seconds``: Of a step with its update, and of the labels,
  for one photo.
"""


def measure_step(settings, device):
    """Makes two steps on noise, with a network of its own that is thrown away.

    The first step makes what stays (gradients, Adam's moments, memory of the
    libraries). What the second one takes on top of it is in proportion to its photos:
    the activations, the gradients by them, the work space of the convolutions.

    Args:
        settings (fashionseg.configurations.Settings): Of the run. NumPy's global
            random numbers are set to its seed, as ``make_net`` does.
        device (str): Chainer device name.

    Returns:
        StepCost: What was measured.
    """
    profile = settings.profile
    net = make_net(settings.configuration, profile, settings.seed, settings.variant)
    chain = GuidedTrainChain(
        net, *TABLE_5.get(settings.configuration, LossWeights(0, 0, 0)),
        spl_form=settings.spl_form, image_scaling=settings.image_scaling)
    device = chainer.get_device(device)
    device.use()
    chain.to_device(device)
    optimizer = make_optimizer(profile.learning_rate).setup(chain)
    n = min(MOST_PHOTOS, profile.batch_size)
    rng = np.random.default_rng(0)
    size = INPUT_SIZE, INPUT_SIZE
    x = device.send(rng.random((n, 3, *size), dtype=np.float32))
    t = device.send(rng.integers(0, N_CLASS, (n, *size), dtype=np.int32))

    _seconds(lambda: optimizer.update(chain, x, t), device)
    fixed = _begin(device)
    step = _seconds(lambda: optimizer.update(chain, x, t), device)
    on_top = None if fixed is None else (_most(device) - fixed) // n
    cost = StepCost(net.count_params(), fixed, on_top, step / n,
                    _seconds(lambda: net.segment(x), device) / n)
    del net, chain, optimizer, x, t
    _begin(device)  # nothing of it is left for the run to carry
    return cost


def _seconds(call, device):
    start = time.perf_counter()
    with np.errstate(over='ignore', invalid='ignore', divide='ignore'):
        call()
    if device.xp is not np:
        device.device.synchronize()
    return time.perf_counter() - start


def _begin(device):
    """Bytes that are in use now; the peak is counted from here."""
    if device.xp is np:
        return ProcessMemory.resident() if ProcessMemory.forget_peak() else None
    pool = device.xp.get_default_memory_pool()
    pool.free_all_blocks()
    return pool.total_bytes()


def _most(device):
    if device.xp is np:
        return ProcessMemory.peak()
    # The pool keeps all that it ever took.
    return device.xp.get_default_memory_pool().total_bytes()
