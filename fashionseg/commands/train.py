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
from fashionseg.commands.run_command import run_command
from fashionseg.commands.run_training import run_training
from fashionseg.configurations import BASELINES, READINGS, Settings
from fashionseg.engines import use_engine
from fashionseg.errors import UserError


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
    command = shlex.join(['python', os.path.relpath(sys.argv[0]), *argv])
    return run_command(_train, configuration, args, command)


def _train(configuration, args, command):
    engine = use_engine(
        args.kernels, args.threads, args.precision, bool(args.tf32))
    if not 0 <= args.seed < 2 ** 32:  # what NumPy takes
        raise UserError(f'--seed {args.seed}: give a number from 0 to {2 ** 32 - 1}')
    devices = check_devices(args.devices)
    profile = chosen_profile(args)
    if profile.batch_size % len(devices):
        raise UserError(f'a batch of {profile.batch_size} photos cannot be shared by '
                        f'{len(devices)} devices; give another number of them')
    settings = Settings(
        configuration, profile, args.seed, len(devices), variant=args.variant,
        **{name: getattr(args, name) for name in READINGS})
    out = os.path.join(
        args.out, args.dataset, args.profile, configuration, f'seed{args.seed}')
    check_unfinished(out)  # before photos are prepared for nothing
    data = find_data(args.dataset, args.profile, profile, args.data,
                     args.ccp_root, args.modanet_json, args.modanet_photos)
    print(engine, flush=True)
    result = run_training(
        settings, args.profile, *data, out, devices, command, args.engine,
        args.snapshot_minutes, args.keep)
    miou, miou_plus = (result['best'][key] for key in ('miou', 'miou_plus'))
    print(f'mIoU {miou["miou"]:.3f} (epoch {miou["epoch"]}), '
          f'mIoU+ {miou_plus["miou_plus"]:.3f} (epoch {miou_plus["epoch"]})')
