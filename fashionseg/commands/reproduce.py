"""``fashionseg reproduce``: from nothing to tables, figures and report."""

import json
import os

import numpy as np

from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.check_room import check_room
from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.find_data import find_data
from fashionseg.commands.measure_times import measure_times
from fashionseg.commands.options.reproduce import MOST_JOBS
from fashionseg.commands.options.shared import COSTS_DIR, MEASUREMENTS_DIR
from fashionseg.commands.pending_runs import pending_runs
from fashionseg.commands.queue_needs import queue_needs
from fashionseg.commands.queue_time import queue_time
from fashionseg.commands.run_queue import run_queue
from fashionseg.commands.show_progress import show_progress
from fashionseg.commands.tables import write_all_tables
from fashionseg.commands.write_report import write_report
from fashionseg.configurations import CONFIGURATIONS
from fashionseg.datasets.statistics import class_statistics
from fashionseg.engines import count_cores, use_engine
from fashionseg.errors import UserError
from fashionseg.extensions import evaluate
from fashionseg.figures import Samples, write_figures
from fashionseg.figures.find_weights import find_weights
from fashionseg.files import write_json
from fashionseg.report import Photos, Place


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
    devices = check_devices(args.devices)
    gpus, n_job = _share_devices(args, devices)
    data = find_data(args.dataset, args.profile, profile, args.data, args.ccp_root,
                     args.modanet_json, args.modanet_photos)
    train, held_out = data
    print(f'{args.dataset}: {len(train)} photos for training, {len(held_out)} for '
          f'evaluation, data hash {train.data_hash[:12]}\n{engine}', flush=True)

    folder = os.path.join(args.out, args.dataset, args.profile)
    if gpus:  # the queue says which
        args.devices = None
    runs = pending_runs(args, folder, range(n_seed), 1 if gpus else len(devices),
                        train.data_hash)
    print(f'{n_seed * len(CONFIGURATIONS) - len(runs)} of '
          f'{n_seed * len(CONFIGURATIONS)} runs are finished'
          + (f', training {len(runs)}, {n_job} at a time' if runs else ''), flush=True)
    _train(runs, args, data, devices, n_job, gpus)

    _once(os.path.join(folder, 'all_background.json'), lambda: dict(
        evaluate(_all_background, held_out, connectivity=args.connectivity,
                 absent=args.absent),
        data_hash=train.data_hash, split_sha256=train.split_sha256))
    _once(os.path.join(folder, 'timing.json'), lambda: measure_times(
        profile, devices[0], args.command_line,
        show=lambda rounds: show_progress(rounds, 'timing')))
    paths = write_all_tables(args.out, args.dataset, args.profile, train.index)
    _print_summary(folder)
    print(f'tables: {paths[-1]}')
    print(f'claims: {os.path.join(os.path.dirname(paths[-1]), "claims.md")}')
    samples = Samples(held_out, show=show_progress)
    # Results that were copied without their weights have tables and no figures.
    if find_weights(folder):
        figures = write_figures(args.out, args.profile, samples, show_progress)
        print(f'figures: {figures[-1]}')
    path, _ = write_report(
        Place(args.out, args.dataset, args.profile, args.data, COSTS_DIR,
              MEASUREMENTS_DIR), Photos(samples, class_statistics(train.index)))
    print(f'report: {path}')


def _train(runs, args, data, devices, n_job, gpus):
    def say(line):
        print(line, flush=True)

    needs = queue_needs(runs, args, devices[:1] if gpus else devices,
                        sum(photos.kept_bytes for photos in data))
    folders = [os.path.dirname(log) for _, _, log in runs]
    words = check_room(
        needs, folders, devices, n_job, n_on_gpu=1 if gpus else n_job) if runs else ''
    # All of them have as many epochs, of the same photos.
    weights = [len(data[0]) * need.cost.step_seconds
               + len(data[1]) * need.cost.segment_seconds for need in needs]
    with queue_time(runs, weights, n_job, words, say):
        run_queue(runs, n_job, say=say, gpus=gpus)


def _share_devices(args, devices):
    """GPUs of which each gets runs of its own, and the runs at a time."""
    if args.parallel == 'runs':
        if args.devices == 'cpu':
            raise UserError('--parallel runs gives each GPU a run; give the GPUs with '
                            '--devices 0,1,2, or on a CPU the runs at a time with '
                            '--jobs')
        if args.jobs is not None:
            raise UserError('--parallel runs makes one run at a time on each GPU; '
                            'leave --jobs out')
        return [name.split(':')[1] for name in devices], len(devices)
    if args.jobs is not None:
        return [], args.jobs
    return [], min(count_cores(), MOST_JOBS) if args.devices == 'cpu' else 1


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
