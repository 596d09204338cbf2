"""``fashionseg costs``: what each network costs, counted and timed."""

import os

from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.show_progress import show_progress
from fashionseg.configurations import PROFILES
from fashionseg.costs import (
    NETWORKS, count_networks, read_times, time_networks, write_costs)
from fashionseg.engines import use_engine
from fashionseg.errors import UserError

PROFILE = PROFILES['paper']


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: More than one device, or times in OUT that cannot be read.
    """
    devices = check_devices(args.devices)
    if len(devices) > 1:
        raise UserError(f'--devices {args.devices}: times are measured on one device; '
                        'name one')
    times = None if args.measure else read_times(os.path.join(args.out, 'times.json'))
    use_engine(args.kernels, args.threads)
    origin = {'command': args.command_line, 'commit': current_commit()}
    rows = count_networks(
        NETWORKS, PROFILE, show=lambda names: show_progress(names, 'counting'))
    counts = {'rows': rows, **origin}
    if args.measure:
        profile = PROFILE._replace(batch_size=args.batch_size)
        times = {**time_networks(
            NETWORKS, profile, devices[0], args.rounds,
            show=lambda names: show_progress(names, 'timing')),
            'batch_size': args.batch_size, **origin}
    for path in write_costs(args.out, counts, times):
        print(path)
