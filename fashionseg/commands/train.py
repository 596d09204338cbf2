"""``fashionseg train``: one configuration."""

import os

from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.check_place import check_place
from fashionseg.commands.check_variant import check_variant
from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.find_data import find_data
from fashionseg.commands.run_training import run_training
from fashionseg.configurations import READINGS, Settings
from fashionseg.engines import use_engine
from fashionseg.errors import UserError


def run(args):
    """Trains one configuration; what experiments/config_a.py and the others run.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: Bad input, a result that is there already, or a run that cannot go
            on.
    """
    engine = use_engine(
        args.kernels, args.threads, args.precision, bool(args.tf32))
    check_variant(args.configuration, args.variant)
    devices = check_devices(args.devices)
    profile = chosen_profile(args)
    if profile.batch_size % len(devices):
        raise UserError(f'a batch of {profile.batch_size} photos cannot be shared by '
                        f'{len(devices)} devices; give another number of them')
    settings = Settings(
        args.configuration, profile, args.seed, len(devices), variant=args.variant,
        **{name: getattr(args, name) for name in READINGS})
    out = os.path.join(
        args.out, args.dataset, args.profile, args.configuration, f'seed{args.seed}')
    finished = os.path.join(out, 'result.json')
    check_place(finished)
    if os.path.exists(finished):
        raise UserError(f'{finished} is there already; remove it, or give another '
                        '--out or --seed')
    data = find_data(args.dataset, args.profile, profile, args.data,
                     args.ccp_root, args.modanet_json, args.modanet_photos)
    print(engine, flush=True)
    result = run_training(
        settings, args.profile, *data, out, devices, args.command_line,
        resume=args.resume, inference=args.engine)
    miou, miou_plus = (result['best'][key] for key in ('miou', 'miou_plus'))
    print(f'mIoU {miou["miou"]:.3f} (epoch {miou["epoch"]}), '
          f'mIoU+ {miou_plus["miou_plus"]:.3f} (epoch {miou_plus["epoch"]})')
