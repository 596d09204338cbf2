"""The command line of one configuration: experiments/*.py."""

import os
import shlex
import sys

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.check_unfinished import check_unfinished
from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.find_data import find_data
from fashionseg.commands.options import add_data_options, add_run_options
from fashionseg.commands.run_together import run_together
from fashionseg.commands.run_training import run_training
from fashionseg.commands.take_device import take_device
from fashionseg.configurations import BASELINES, READINGS, Settings
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.processes import find_launch, in_turn, share_threads


def train(configuration, argv=None):
    """Trains one configuration; what experiments/config_a.py and the others run.

    Args:
        configuration (str): 'A'..'H', 'unet', 'deeplabv3plus', 'pspnet', 'segnet'.
        argv (list of str): Options; default: those of the process.

    Returns:
        int: Exit status.
    """
    argv = sys.argv[1:] if argv is None else argv
    parser = ArgumentParser(
        description=f'Trains {configuration} and writes its scores to '
                    f'OUT/DATASET/PROFILE/{configuration}/seedSEED/result.json. A run '
                    'that was stopped, in whatever way, goes on when the same command '
                    'is given again.')
    add_data_options(parser)
    add_run_options(parser)
    parser.add_argument('--seed', type=int, default=0, help='seed of the run (0)')
    variants = tuple(BASELINES.get(configuration, ()))
    if len(variants) > 1:
        parser.add_argument('--variant', choices=variants,
                            help=f'backbone or size ({variants[0]})')
    else:
        parser.set_defaults(variant=None)
    args = parser.parse_args(argv)
    n_process = find_launch(os.environ).size
    command = shlex.join((['mpiexec', '-n', str(n_process)] if n_process > 1 else [])
                         + ['python', os.path.relpath(sys.argv[0]), *argv])
    return run_together(_train, args.devices != 'cpu', configuration, args, command)


def _train(processes, configuration, args, command):
    threads = args.threads or share_threads(processes)
    engine = use_engine(args.kernels, threads, args.precision, bool(args.tf32))
    if not 0 <= args.seed < 2 ** 32:  # what NumPy takes
        raise UserError(f'--seed {args.seed}: give a number from 0 to {2 ** 32 - 1}')
    devices = take_device(check_devices(args.devices), processes)
    n_device = len(devices) * processes.size
    profile = chosen_profile(args)
    if profile.batch_size % n_device:
        raise UserError(f'a batch of {profile.batch_size} photos cannot be shared by '
                        f'{n_device} devices; give another number of them, or another '
                        '--batch-size')
    settings = Settings(
        configuration, profile, args.seed, n_device, variant=args.variant,
        **{name: getattr(args, name) for name in READINGS})
    out = os.path.join(
        args.out, args.dataset, args.profile, configuration, f'seed{args.seed}')
    # Before photos are prepared for nothing.
    processes.from_first(check_unfinished, out)
    data = in_turn(processes, lambda: find_data(
        args.dataset, args.profile, profile, args.data, args.ccp_root,
        args.modanet_json, args.modanet_photos))
    processes.say(engine)
    result = run_training(
        settings, args.profile, *data, out, devices, command, args.engine,
        args.snapshot_minutes, args.keep, processes)
    if not processes.is_first:
        return
    miou, miou_plus = (result['best'][key] for key in ('miou', 'miou_plus'))
    print(f'mIoU {miou["miou"]:.3f} (epoch {miou["epoch"]}), '
          f'mIoU+ {miou_plus["miou_plus"]:.3f} (epoch {miou_plus["epoch"]})')
