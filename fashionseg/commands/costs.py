"""``python -m fashionseg costs``: what each network costs, counted and timed."""

import os
import shlex

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.options import COSTS_DIR, add_engine_options
from fashionseg.commands.run_command import run_command
from fashionseg.commands.show_progress import show_progress
from fashionseg.configurations import PROFILES
from fashionseg.costs import (
    NETWORKS, count_networks, read_times, time_networks, write_costs)
from fashionseg.engines import use_engine
from fashionseg.errors import UserError

PROFILE = PROFILES['paper']


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg costs',
        description='Counts parameters and operations of A to H and of every variant '
                    'of the other networks, at full width, and says which variants '
                    'fit the published times best. Writes costs.md, costs.csv and '
                    'costs.json to OUT.')
    parser.add_argument('--out', metavar='DIR', default=COSTS_DIR,
                        help=f'folder for the results ({COSTS_DIR})')
    parser.add_argument('--measure', action='store_true',
                        help='also measure times anew, for times.json; otherwise '
                             'those that OUT has are used')
    parser.add_argument('--devices', default='cpu',
                        help='where to measure: cpu, or the number of a GPU (cpu)')
    parser.add_argument('--rounds', type=int, metavar='N', default=3,
                        help='rounds of the measurement (3)')
    parser.add_argument('--batch', type=int, metavar='N', default=4,
                        help='photos in a measured training step (4)')
    add_engine_options(parser)
    args = parser.parse_args(argv)
    command = shlex.join(['python', '-m', 'fashionseg', 'costs', *argv])
    return run_command(_costs, args, command)


def _costs(args, command):
    devices = check_devices(args.devices)
    if len(devices) > 1:
        raise UserError(f'--devices {args.devices}: times are measured on one device; '
                        'name one')
    if args.rounds < 1 or args.batch < 1:
        raise UserError('--rounds and --batch must be at least 1')
    times = None if args.measure else read_times(os.path.join(args.out, 'times.json'))
    use_engine(args.kernels, args.threads)
    origin = {'command': command, 'commit': current_commit()}
    rows = count_networks(
        NETWORKS, PROFILE, show=lambda names: show_progress(names, 'counting'))
    counts = {'rows': rows, **origin}
    if args.measure:
        times = {**time_networks(
            NETWORKS, PROFILE._replace(batch_size=args.batch), devices[0], args.rounds,
            show=lambda names: show_progress(names, 'timing')),
            'batch_size': args.batch, **origin}
    for path in write_costs(args.out, counts, times):
        print(path)
