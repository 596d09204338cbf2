"""What the readings that training depends on make of the scores."""

import json
import os
import shlex

from fashionseg.commands.current_commit import ROOT
from fashionseg.commands.run_queue import run_queue
from fashionseg.configurations import READINGS
from fashionseg.errors import UserError

# Name of the setting, which is the effect of a question -> its options.
_SETTINGS = {
    'chosen': [],
    **{name: ['--' + name.replace('_', '-'), READINGS[name].choices[1]]
       for name in ('decay', 'spl_form', 'image_scaling')}}


def measure_training(args, profile, data_hash, say):
    """Trains one configuration in every reading and with several seeds.

    Runs with the chosen readings are those of ``reproduce``, in OUT; each other
    setting has a folder of its own, OUT/readings/<setting>. Finished runs are not made
    again.

    Args:
        args (argparse.Namespace): ``configuration`` ('A'..'H'), ``seeds`` and
            ``jobs`` (numbers), and the options ``dataset``, ``profile``, ``data``,
            ``out``.
        profile (fashionseg.configurations.Profile): The named profile; twice its batch
            is one of the settings.
        data_hash (str): Hash of the data at hand.
        say (callable): Takes a line on what started and ended.

    Returns:
        list of dict: For each setting ``setting``, ``option`` (text) and ``runs``:
        ``seed``, ``miou``, ``miou_plus`` (best of the run), ``commit``, ``command``.

    Raises:
        UserError: A run failed, or a finished one has another data hash.
    """
    larger = ['--batch-size', str(2 * profile.batch_size)]
    settings = {**_SETTINGS, 'batch_size': larger}
    found = {(setting, seed): _folder(args, setting, seed)
             for seed in range(args.seeds) for setting in settings}
    run_queue([(f'{setting} seed {seed}', _command(args, options, setting, seed),
                os.path.join(found[setting, seed], 'output.txt'))
               for seed in range(args.seeds) for setting, options in settings.items()
               if not os.path.exists(_result(found[setting, seed]))],
              args.jobs, say=say)
    return [{'setting': setting, 'option': shlex.join(options),
             'runs': [_read(_result(found[setting, seed]), data_hash)
                      for seed in range(args.seeds)]}
            for setting, options in settings.items()]


def _out(args, setting):
    return args.out if setting == 'chosen' \
        else os.path.join(args.out, 'readings', setting)


def _folder(args, setting, seed):
    return os.path.join(_out(args, setting), args.dataset, args.profile,
                        args.configuration, f'seed{seed}')


def _result(folder):
    return os.path.join(folder, 'result.json')


def _command(args, options, setting, seed):
    script = f'config_{args.configuration.lower()}.py'
    return [os.path.relpath(os.path.join(ROOT, 'experiments', script)),
            '--dataset', args.dataset, '--profile', args.profile, '--data', args.data,
            '--out', _out(args, setting), '--seed', str(seed), *options, '--resume']


def _read(path, data_hash):
    try:
        with open(path, encoding='utf-8') as file:
            result = json.load(file)
        run = {'seed': result['seed'],
               **{mean: result['best'][mean][mean] for mean in ('miou', 'miou_plus')},
               'commit': result['commit'], 'command': result['command']}
    except (OSError, KeyError, TypeError, ValueError):
        raise UserError(f'{path} is damaged; remove it to train again') from None
    if result['data_hash'] != data_hash:
        raise UserError(f'{path} was made with other photos; remove it to train again, '
                        'or give another --out')
    return run
