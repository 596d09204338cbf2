"""The device of one process among several."""

import platform

import chainer

from fashionseg.errors import UserError


def take_device(devices, processes):
    """Gives each process of a machine a GPU of its own.

    Args:
        devices (list of str): Chainer's names, those of every machine.
        processes (fashionseg.processes.Processes): All of them.

    Returns:
        list of str: All devices for a process that is alone; otherwise one.

    Raises:
        UserError: A machine has more processes than GPUs that were named.
    """
    if processes.size == 1 or devices == ['@numpy']:
        return devices
    if processes.n_here > len(devices):
        raise UserError(f'{platform.node()} has {processes.n_here} processes and '
                        f'--devices names {len(devices)} GPUs; name one for each')
    device = devices[processes.place]
    chainer.get_device(device).use()  # NCCL asks which one is in use
    return [device]
