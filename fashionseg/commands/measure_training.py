"""What the readings that training depends on make of the scores."""

from dataclasses import replace
import os
import shlex

from fashionseg.commands.check_finished import check_finished
from fashionseg.commands.run_queue import run_queue
from fashionseg.configurations import READINGS, Settings

_READINGS = ('decay', 'spl_form', 'image_scaling')


def measure_training(args, profile, data_hash, say):
    """Trains one configuration in every reading and with several seeds.

    Runs with the chosen readings are those of ``reproduce``, in OUT; each other
    setting has a folder of its own, OUT/readings/<setting>-<choice>. Finished runs
    are not made again.

    Args:
        args (argparse.Namespace): ``configuration`` ('A'..'H'), ``seeds`` and
            ``jobs`` (numbers), and the options ``dataset``, ``profile``, ``data``,
            ``out``, ``kernels``, ``threads``.
        profile (fashionseg.configurations.Profile): The named profile; twice its
            batch is one of the settings.
        data_hash (str): Hash of the data at hand.
        say (callable): Takes a line on what started and ended.

    Returns:
        list of dict: For each setting ``setting``, ``option`` (text) and ``runs``:
        ``seed``, ``miou``, ``miou_plus`` (best of the run), ``commit``, ``command``.

    Raises:
        UserError: A run failed, or a finished one has other settings or photos.
    """
    variations = _variations(Settings(args.configuration, profile))
    seeds = range(args.seeds)
    pending = []
    for seed in seeds:
        for name, (options, settings) in variations.items():
            path = _result(args, name, options, seed)
            if os.path.exists(path):
                # No hours are spent beside a run that is of no use.
                check_finished(path, settings, data_hash)
            else:
                pending.append((f'{name} seed {seed}',
                                _command(args, name, options, seed),
                                os.path.join(os.path.dirname(path), 'output.txt')))
    run_queue(pending, args.jobs, say=say)
    rows = []
    for name, (options, settings) in variations.items():
        paths = [_result(args, name, options, seed) for seed in seeds]
        rows.append({'setting': name, 'option': shlex.join(options), 'runs': [
            _summary(check_finished(path, settings, data_hash)) for path in paths]})
    return rows


def _variations(plain):
    """Setting, named as the effect of its question, to (options, settings)."""
    variations = {'chosen': ([], plain)}
    for name in _READINGS:
        choice = READINGS[name].choices[1]
        variations[name] = (
            ['--' + name.replace('_', '-'), choice], replace(plain, **{name: choice}))
    n_photo = 2 * plain.profile.batch_size
    variations['batch_size'] = (
        ['--batch-size', str(n_photo)],
        replace(plain, profile=plain.profile._replace(batch_size=n_photo)))
    return variations


def _out(args, name, options):
    if not options:
        return args.out
    return os.path.join(args.out, 'readings', f'{name}-{options[-1]}')


def _result(args, name, options, seed):
    return os.path.join(_out(args, name, options), args.dataset, args.profile,
                        args.configuration, f'seed{seed}', 'result.json')


def _command(args, name, options, seed):
    return ['-m', 'fashionseg', 'train', args.configuration,
            '--dataset', args.dataset, '--profile', args.profile, '--data', args.data,
            '--out', _out(args, name, options), '--seed', str(seed),
            '--kernels', args.kernels,
            *([] if args.threads is None else ['--threads', str(args.threads)]),
            *options]


def _summary(result):
    return {'seed': result['seed'],
            **{mean: result['best'][mean][mean] for mean in ('miou', 'miou_plus')},
            'commit': result['commit'], 'command': result['command']}
