"""A run that cannot succeed does not start."""

import os
import shutil

from chainer.backends import cuda

from fashionseg.commands.describe_size import describe_size
from fashionseg.commands.process_memory import ProcessMemory
from fashionseg.environment.available_memory import available_memory
from fashionseg.errors import UserError


def check_room(needs, folders, devices, n_job=None, n_on_gpu=None):
    """Compares what runs need with what is free.

    Args:
        needs (list of RunNeeds): Of each run; see
            :func:`~fashionseg.commands.estimate_needs.estimate_needs`.
        folders (list of str): Of each run. What an earlier call has left there needs
            no room any more.
        devices (list of str): Of each run; Chainer's names.
        n_job (int): Runs at a time, as processes of their own; None for one run in
            this process, which has part of what it needs already.
        n_on_gpu (int): Those of them that share a GPU; None for one.

    Returns:
        str: What is needed, as in ``1.2 GB of memory, 87 MB on the disk``.

    Raises:
        UserError: Disk or memory cannot suffice.
    """
    most = n_job or 1
    disk = (sum(need.disk_kept for need in needs)
            + _most(most, [need.disk_passing for need in needs]))
    _check_disk(folders, disk - sum(map(_bytes_in, folders)))
    words = [f'{describe_size(disk)} on the disk']
    if all(need.memory is not None for need in needs):
        memory = _most(most, [need.memory for need in needs])
        words.insert(0, f'{describe_size(memory)} of memory')
        _check_memory(memory, 0 if n_job else ProcessMemory.resident(), most)
    if devices[0] != '@numpy':
        gpu_memory = _most(n_on_gpu or 1, [need.gpu_memory for need in needs])
        words.insert(1, f'{describe_size(gpu_memory)} on each GPU')
        for device in devices:
            _check_gpu(device, gpu_memory)
    return ', '.join(words)


def _most(n, numbers):
    return sum(sorted(numbers)[-n:])


def _check_disk(folders, needed):
    place = os.path.abspath(folders[0])
    while not os.path.exists(place):
        place = os.path.dirname(place)
    free = shutil.disk_usage(place).free
    if free < needed:
        raise UserError(
            f'the disk of {place} has {describe_size(free)} free and about '
            f'{describe_size(needed)} are needed; free some room, or give another '
            '--out')


def _check_memory(needed, here, n_job):
    free = available_memory()
    if free is not None and free.n_byte < needed - here:
        remedy = 'fewer --jobs, ' if n_job > 1 else ''
        raise UserError(
            f'about {describe_size(needed - here)} of memory are needed and '
            f'{describe_size(free.n_byte)} {free.source} are free; give {remedy}a '
            'smaller --batch-size or another --profile')


def _check_gpu(device, needed):
    number = int(device.rpartition(':')[2])
    with cuda.cupy.cuda.Device(number):
        free, _ = cuda.cupy.cuda.runtime.memGetInfo()
    if free < needed:
        raise UserError(
            f'about {describe_size(needed)} of memory are needed on GPU {number} and '
            f'{describe_size(free)} are free; give a smaller --batch-size or more '
            '--devices')


def _bytes_in(folder):
    return sum(os.path.getsize(os.path.join(place, name))
               for place, _, names in os.walk(folder) for name in names)
