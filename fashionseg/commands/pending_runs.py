"""Which runs have no finished result yet."""

import os

from fashionseg.commands.check_finished import check_finished
from fashionseg.commands.chosen_profile import PROFILE_OPTIONS, chosen_profile
from fashionseg.configurations import CONFIGURATIONS, READINGS, Settings


def pending_runs(args, folder, seeds, n_device, data_hash):
    """Lists the training runs that ``reproduce`` still has to make.

    Args:
        args (argparse.Namespace): Options of ``reproduce``.
        folder (str): OUT/DATASET/PROFILE.
        seeds (iterable of int): Seeds of each configuration.
        n_device (int): Devices of one run.
        data_hash (str): Hash of the data at hand.

    Returns:
        list of tuple: ``(name, argv, log)`` for
        :func:`~fashionseg.commands.run_queue.run_queue`.

    Raises:
        UserError: A finished result was made with other settings or data.
    """
    runs = []
    for seed in seeds:
        # The slow baselines first, so that no core waits for one at the end.
        for configuration in reversed(CONFIGURATIONS):
            out = os.path.join(folder, configuration, f'seed{seed}')
            result = os.path.join(out, 'result.json')
            settings = Settings(
                configuration, chosen_profile(args), seed, n_device,
                **{name: getattr(args, name) for name in READINGS})
            if os.path.exists(result):
                check_finished(result, settings, data_hash, args.precision)
            else:
                runs.append((f'{configuration} seed {seed}',
                             _command(args, configuration, seed),
                             os.path.join(out, 'output.txt')))
    return runs


def _command(args, configuration, seed):
    command = ['-m', 'fashionseg', 'train', configuration]
    options = {key: getattr(args, key) for key in (
        'dataset', 'profile', 'data', 'out', 'devices', 'kernels', 'threads',
        'engine', 'precision', 'snapshot_minutes', 'keep', *PROFILE_OPTIONS,
        *READINGS)}
    options['seed'] = seed
    for key, value in options.items():
        if value is not None:
            command += ['--' + key.replace('_', '-'), str(value)]
    return command + ['--tf32'] * bool(args.tf32)
