"""``fashionseg questions``: the page of what the paper leaves open."""

import os

from fashionseg.commands.annotated_photos import annotated_photos
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.find_data import find_data
from fashionseg.commands.measure_training import measure_training
from fashionseg.commands.show_progress import show_progress
from fashionseg.configurations import CONFIGURATIONS, PROFILES
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.files import write_json
from fashionseg.inference import load_model
from fashionseg.questions import (
    compare_epochs, measure_overlap, measure_scores, read_measurements, to_page)
from fashionseg.tables.read_published import read_published
from fashionseg.tables.results import Results
from fashionseg.tables.write_files import write_files


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: Bad input, runs that are not there, or measurements that cannot be
            read.
    """
    if args.measure:
        name, measurement = MEASURES[args.measure](args)
        measurement.update(kind=args.measure, dataset=args.dataset,
                           command=args.command_line, commit=current_commit())
        path = os.path.join(args.measurements, f'{args.measure}-{name}.json')
        write_json(path, measurement)
        print(path)
    page = to_page(read_measurements(args.measurements), read_published())
    folder, name = os.path.split(args.page)
    write_files(folder, {name: page})
    print(args.page)


def _measure_scores(args):
    use_engine(args.kernels, args.threads)
    _, held_out = _find_data(args)
    rows = []
    for run in _runs(args):
        weights = run['path'].with_name('best.safetensors')
        if weights.exists():
            name, seed = run['configuration'], run['seed']
            net = load_model(str(weights), name, held_out.data_hash).net
            readings = measure_scores(
                net.segment, held_out,
                show=lambda starts: show_progress(starts, f'{name} seed {seed}'))
            rows.append({'configuration': name, 'seed': seed, 'readings': readings,
                         'trained_at': run['commit'], 'trained_by': run['command']})
    if not rows:
        raise UserError('no best.safetensors of these configurations lies in '
                        f'{args.out}/{args.dataset}/{args.profile}; train first, or '
                        'give --out')
    return _of_photos(args, held_out, rows)


def _measure_epochs(args):
    runs = _runs(args)
    if not runs:
        raise UserError(f'no run of these configurations is in {args.out}/'
                        f'{args.dataset}/{args.profile}; train first, or give --out')
    return f'{args.dataset}-{args.profile}', {
        'profile': args.profile, 'n_photo': runs[0]['n_eval'],
        'data_hash': runs[0]['data_hash'], 'rows': compare_epochs(runs)}


def _measure_training(args):
    _, held_out = _find_data(args)
    rows = measure_training(args, PROFILES[args.profile], held_out.data_hash,
                            say=lambda line: print(line, flush=True))
    name, measurement = _of_photos(args, held_out, rows)
    return (f'{name}-{args.configuration}',
            {**measurement, 'configuration': args.configuration})


def _measure_overlap(args):
    profile = PROFILES[args.profile]
    photos = annotated_photos(
        args.dataset, profile.n_train + profile.n_eval, args.modanet_json)
    try:
        rows = measure_overlap(show_progress(photos, 'painting'))
    except ValueError as error:
        raise UserError(f'{error}; give other annotations') from None
    return args.dataset, {'n_photo': rows['n_photo'], 'rows': rows}


def _find_data(args):
    return find_data(args.dataset, args.profile, PROFILES[args.profile], args.data,
                     args.ccp_root, args.modanet_json, args.modanet_photos)


def _runs(args):
    wanted = args.configurations or CONFIGURATIONS
    results = Results.read(args.out, args.dataset, args.profile)
    return [run for run in results.all_runs if run['configuration'] in wanted]


def _of_photos(args, held_out, rows):
    return f'{args.dataset}-{args.profile}', {
        'profile': args.profile, 'n_photo': len(held_out),
        'data_hash': held_out.data_hash, 'split_sha256': held_out.split_sha256,
        'rows': rows}


MEASURES = {'scores': _measure_scores, 'epochs': _measure_epochs,
            'training': _measure_training, 'overlap': _measure_overlap}
