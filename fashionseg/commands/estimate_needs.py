"""What a run needs, worked out before it begins."""

from collections import namedtuple

from fashionseg.commands.measure_step import measure_step
from fashionseg.commands.process_memory import ProcessMemory
from fashionseg.training.data_workers import DataWorkers

RunNeeds = namedtuple('RunNeeds', (
    'memory', 'gpu_memory', 'disk_kept', 'disk_passing', 'cost'))
RunNeeds.__doc__ = """What one run needs.

* ``memory``: Bytes of main memory, of all its processes; None where the system does
  not tell.
* ``gpu_memory``: Bytes on each of its GPUs; None without one.
* ``disk_kept``: Bytes of the files that it leaves.
* ``disk_passing``: Bytes of the files that it has besides while it trains.
* ``cost``: The :class:`~fashionseg.commands.measure_step.StepCost` behind it.
"""

FLOAT_BYTES = 4
# Log, curves, result; their sizes were looked up in runs of a hundred epochs.
SMALL_FILES = 1_000_000


def estimate_needs(settings, devices, keep, kept_bytes=0, n_process=1):
    """Makes two steps of a run and works out what the whole of it needs.

    Memory is what a step needs at its peak, with the data workers and their shared
    batches. The disk holds the best weights and ``keep`` snapshots of weights and
    Adam's two moments, and for a moment one more of each.

    Args:
        settings (fashionseg.configurations.Settings): Of the run.
        devices (list of str): Chainer device names.
        keep (int): Snapshots that are kept.
        kept_bytes (int): Photos that each process which reads them keeps in memory.
        n_process (int): Processes like this one, each with its devices, that train
            the run on this machine.

    Returns:
        RunNeeds: What is needed.
    """
    worker = ProcessMemory.own()  # a data worker imports what is imported here
    here = ProcessMemory.resident()
    cost = measure_step(settings, devices[0])
    profile = settings.profile
    share = profile.batch_size // settings.n_device
    step = gpu = None
    if cost.fixed_bytes is not None:
        step = cost.fixed_bytes + share * cost.photo_bytes
    weights = FLOAT_BYTES * cost.n_param
    if devices[0] != '@numpy':
        # NCCL sums gradients, and sends weights, in one piece.
        gpu = step + (2 * weights if settings.n_device > 1 else 0)
        step = here
    memory = None
    if step is not None and worker is not None:
        memory = n_process * len(devices) * (step + profile.n_worker * worker + (
            DataWorkers.n_byte(profile.n_worker, share) if profile.n_worker else 0)
            + kept_bytes * max(1, profile.n_worker))
    return RunNeeds(memory, gpu, weights + SMALL_FILES,
                    weights * (3 * (keep + 1) + 1), cost)
