"""``fashionseg train``: one configuration."""

import importlib.util
import os

from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.check_place import check_place
from fashionseg.commands.check_unfinished import check_unfinished
from fashionseg.commands.check_variant import check_variant
from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.find_data import find_data
from fashionseg.commands.run_training import run_training
from fashionseg.commands.take_device import take_device
from fashionseg.configurations import READINGS, Settings
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.processes import in_turn, share_threads


def run(args, processes):
    """Trains one configuration; what experiments/config_a.py and the others run.

    Args:
        args (argparse.Namespace): Options of the command.
        processes (fashionseg.processes.Processes): Those that train it together.

    Raises:
        UserError: Bad input, a result that is there already, or a run that cannot go
            on.
    """
    if args.events and importlib.util.find_spec('tensorboardX') is None:
        raise UserError("--events needs tensorboardX: pip install 'fashionseg[watch]', "
                        'or leave it out')
    threads = args.threads or share_threads(processes)
    engine = use_engine(args.kernels, threads, args.precision, bool(args.tf32))
    check_variant(args.configuration, args.variant)
    devices = take_device(check_devices(args.devices), processes)
    n_device = len(devices) * processes.size
    profile = chosen_profile(args)
    if profile.batch_size % n_device:
        raise UserError(f'a batch of {profile.batch_size} photos cannot be shared by '
                        f'{n_device} devices; give another number of them, or another '
                        '--batch-size')
    settings = Settings(
        args.configuration, profile, args.seed, n_device, variant=args.variant,
        **{name: getattr(args, name) for name in READINGS})
    out = os.path.join(
        args.out, args.dataset, args.profile, args.configuration, f'seed{args.seed}')
    # Before photos are prepared for nothing.
    processes.from_first(check_place, os.path.join(out, 'result.json'))
    processes.from_first(check_unfinished, out)
    data = in_turn(processes, lambda: find_data(
        args.dataset, args.profile, profile, args.data, args.ccp_root,
        args.modanet_json, args.modanet_photos))
    processes.say(engine)
    launch = f'mpiexec -n {processes.size} ' if processes.size > 1 else ''
    result = run_training(
        settings, args.profile, *data, out, devices, launch + args.command_line,
        args.engine, args.snapshot_minutes, args.keep, processes, args.events)
    if not processes.is_first:
        return
    miou, miou_plus = (result['best'][key] for key in ('miou', 'miou_plus'))
    print(f'mIoU {miou["miou"]:.3f} (epoch {miou["epoch"]}), '
          f'mIoU+ {miou_plus["miou_plus"]:.3f} (epoch {miou_plus["epoch"]})')
