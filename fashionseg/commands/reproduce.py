"""``fashionseg reproduce``: from nothing to tables, claims and figures."""

import glob
import json
import os

import numpy as np

from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.figures import write_all_figures
from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.find_data import find_data
from fashionseg.commands.measure_times import measure_times
from fashionseg.commands.options.reproduce import MOST_JOBS
from fashionseg.commands.pending_runs import pending_runs
from fashionseg.commands.progress_bar import progress_bar
from fashionseg.commands.run_queue import run_queue
from fashionseg.commands.tables import write_all_tables
from fashionseg.configurations import CONFIGURATIONS
from fashionseg.engines import count_cores, use_engine
from fashionseg.errors import UserError
from fashionseg.extensions import evaluate
from fashionseg.files import write_json


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: Bad input, or a run that failed.
    """
    engine = use_engine(
        args.kernels, args.threads, args.precision, bool(args.tf32))
    profile = chosen_profile(args)
    n_seed = profile.n_run if args.seeds is None else args.seeds
    n_job = args.jobs
    devices = check_devices(args.devices)
    if n_job is None:
        n_job = min(count_cores(), MOST_JOBS) if args.devices == 'cpu' else 1
    data = find_data(args.dataset, args.profile, profile, args.data, args.ccp_root,
                     args.modanet_json, args.modanet_photos)
    train, held_out = data
    print(f'{args.dataset}: {len(train)} photos for training, {len(held_out)} for '
          f'evaluation, data hash {train.data_hash[:12]}\n{engine}', flush=True)

    folder = os.path.join(args.out, args.dataset, args.profile)
    runs = pending_runs(args, folder, range(n_seed), len(devices), train.data_hash)
    print(f'{n_seed * len(CONFIGURATIONS) - len(runs)} of '
          f'{n_seed * len(CONFIGURATIONS)} runs are finished'
          + (f', training {len(runs)}, {n_job} at a time' if runs else ''), flush=True)
    run_queue(runs, n_job, say=lambda line: print(line, flush=True))

    _once(os.path.join(folder, 'all_background.json'), lambda: dict(
        evaluate(_all_background, held_out, connectivity=args.connectivity,
                 absent=args.absent),
        data_hash=train.data_hash, split_sha256=train.split_sha256))
    _once(os.path.join(folder, 'timing.json'), lambda: measure_times(
        profile, devices[0], args.command_line,
        show=lambda rounds: progress_bar(rounds, 'timing')))
    paths = write_all_tables(args.out, args.dataset, args.profile, train.index)
    _print_summary(folder)
    print(f'tables: {paths[-1]}')
    print(f'claims: {os.path.join(os.path.dirname(paths[-1]), "claims.md")}')
    # Results that were copied without their weights have tables and no figures.
    if glob.glob(os.path.join(glob.escape(folder), '*', 'seed*', 'best.npz')):
        figures = write_all_figures(args.out, args.profile, held_out)
        print(f'figures: {figures[-1]}')


def _once(path, make):
    if not os.path.exists(path):
        write_json(path, make())


def _all_background(x):
    return np.zeros((len(x),) + x.shape[2:], np.int32)


def _print_summary(folder):
    with open(os.path.join(folder, 'all_background.json'), encoding='utf-8') as file:
        floor = json.load(file)
    print(f'{"":14} mIoU   mIoU+')
    for name in CONFIGURATIONS:
        with open(os.path.join(folder, name, 'seed0', 'result.json'),
                  encoding='utf-8') as file:
            best = json.load(file)['best']
        print(f'{name:14} {best["miou"]["miou"]:.3f}  '
              f'{best["miou_plus"]["miou_plus"]:.3f}')
    print(f'{"all background":14} {floor["miou"]:.3f}  {floor["miou_plus"]:.3f}')
