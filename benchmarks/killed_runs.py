"""Kills a training run at random moments until it ends, and compares what it left.

    python -m benchmarks.killed_runs [--kills 50] [--configuration H] [--seed 0]

A small run on drawn photos that stores a snapshot after every step is begun again and
again with the same command, and killed (SIGKILL) each time. Its weights, scores and log
must be those of a run that nothing happened to, bit by bit. When it ends before there
were enough kills, another one is begun. The last line of the output is JSON.
"""

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time

from fashionseg.commands.main import main
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES
from fashionseg.errors import UserError
from fashionseg.files import read_tensors

PROFILE = PROFILES['quick']._replace(
    width=1 / 32, n_middle=1, n_epoch=10, batch_size=1, n_train=8, n_eval=2)
EPOCHS = 1.5  # that one part of a run makes at most


def killed_runs(configuration, n_kill, seed):
    """Kills runs and compares them with a whole one.

    Args:
        configuration (str): What to train.
        n_kill (int): Kills, over as many runs as it takes.
        seed (int): Of the moments.

    Returns:
        dict: ``kills``, how many of them were ``in_a_write`` (a file was half there)
        and ``before_a_snapshot``, and ``runs`` that were compared.

    Raises:
        UserError: A run failed, or differs from the whole one.
    """
    # Processes that have imported everything already: a kill finds a run at work.
    context = multiprocessing.get_context('forkserver')
    context.set_forkserver_preload(['fashionseg.commands.train', 'matplotlib.pyplot'])
    rng = random.Random(seed)
    counts = {'kills': 0, 'in_a_write': 0, 'before_a_snapshot': 0, 'runs': 0}
    with tempfile.TemporaryDirectory() as root:
        def start(name):
            process = context.Process(target=_train, args=(configuration, root, name))
            process.start()
            return process

        whole = _folder(root, 'whole', configuration)
        begun = time.monotonic()
        process = start('whole')
        while process.is_alive() and not _has_snapshot(whole):
            time.sleep(.01)
        # What is before the first snapshot is done again in each part of a run.
        first = time.monotonic()
        _end(process, root, 'whole')
        longest = first - begun + (
            time.monotonic() - first) / PROFILE.n_epoch * EPOCHS
        while counts['kills'] < n_kill:
            name = f'killed{counts["runs"]}'
            folder = _folder(root, name, configuration)
            while not os.path.exists(os.path.join(folder, 'result.json')):
                process = start(name)
                if counts['kills'] < n_kill:
                    time.sleep(rng.uniform(0, longest))
                    process.kill()
                if _end(process, root, name):
                    _count(folder, counts)
            # Killed behind its result: the next call tidies up.
            start(name).join()
            _compare(folder, whole)
            counts['runs'] += 1
            print(f'{counts["kills"]} kills, {counts["runs"]} runs as the whole one',
                  flush=True)
    return counts


def _folder(root, name, configuration):
    return os.path.join(root, name, 'generated', 'quick', configuration, 'seed0')


def _log(root, name):
    return os.path.join(root, f'{name}.txt')


def _train(configuration, root, name):
    PROFILES['quick'] = PROFILE
    log = os.open(_log(root, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in 1, 2:
        os.dup2(log, stream)
    sys.exit(main([
        'train', configuration, '--data', os.path.join(root, 'data'),
        '--out', os.path.join(root, name), '--engine', 'chainer',
        '--snapshot-minutes', '1e-9']))


def _end(process, root, name):
    """Waits for a process; whether it was killed."""
    process.join()
    if process.exitcode in (0, -signal.SIGKILL):
        return process.exitcode != 0
    with open(_log(root, name), encoding='utf-8') as file:
        raise UserError(f'a run ended with {process.exitcode}: {file.read()}')


def _count(folder, counts):
    counts['kills'] += 1
    counts['in_a_write'] += any('tmp' in name for name in _names(folder))
    counts['before_a_snapshot'] += not _has_snapshot(folder)


def _names(folder):
    return os.listdir(folder) if os.path.isdir(folder) else []


def _has_snapshot(folder):
    return any(name.startswith('snapshot') and name.endswith('.safetensors')
               for name in _names(folder))


def _compare(folder, whole):
    files = sorted(set(os.listdir(folder)) - {'lock'})
    if files != sorted(os.listdir(whole)):
        raise UserError(f'other files: {files}')
    arrays, other = (read_tensors(os.path.join(path, 'best.safetensors'))[0]
                     for path in (folder, whole))
    if {name: array.tobytes() for name, array in arrays.items()} != {
            name: array.tobytes() for name, array in other.items()}:
        raise UserError('other weights')
    for name, left_out in (('log', ['elapsed_time']),
                           ('result.json', ['seconds', 'command', 'commit',
                                            'resumed'])):
        if _read(folder, name, left_out) != _read(whole, name, left_out):
            raise UserError(f'another {name}')


def _read(folder, name, left_out):
    with open(os.path.join(folder, name), encoding='utf-8') as file:
        content = json.load(file)
    for row in content if isinstance(content, list) else [content]:
        for key in left_out:
            del row[key]
    return content


def _main(argv):
    parser = argparse.ArgumentParser(prog='python -m benchmarks.killed_runs')
    parser.add_argument('--kills', type=int, default=50)
    parser.add_argument('--configuration', default='H')
    parser.add_argument('--seed', type=int, default=0)
    args = parser.parse_args(argv)
    start = time.monotonic()
    counts = killed_runs(args.configuration, args.kills, args.seed)
    print(json.dumps({**counts, 'configuration': args.configuration,
                      'seconds': round(time.monotonic() - start)}))


if __name__ == '__main__':
    sys.exit(run_command(_main, sys.argv[1:]))
