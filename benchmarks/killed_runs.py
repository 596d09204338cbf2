"""Kills a training run at random moments until it ends, and compares what it left.

    python -m benchmarks.killed_runs [--kills 50] [--configuration H] [--seed 0]

A small run on drawn photos that stores a snapshot after every step is begun again and
again with the same command, and killed (SIGKILL) each time. Its weights, scores and log
must be those of a run that nothing happened to, bit by bit. When it ends before there
were enough kills, another one is begun. The last line of the output is JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

from fashionseg.commands.run_command import run_command
from fashionseg.commands.main import main
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
        dict: ``kills``, how many of them were ``in_a_write`` (a file was half there),
        ``in_the_start`` (before the first step), and ``runs`` that were compared.

    Raises:
        UserError: A run failed, or differs from the whole one.
    """
    rng = random.Random(seed)
    counts = {'kills': 0, 'in_a_write': 0, 'in_the_start': 0, 'runs': 0}
    with tempfile.TemporaryDirectory() as root:
        whole = _folder(root, 'whole', configuration)
        process = _start(root, 'whole', configuration)
        _wait_for_training(process)
        start = time.monotonic()
        process.stdout.read()
        if process.wait():
            raise UserError('the run that nothing happened to failed')
        longest = (time.monotonic() - start) / PROFILE.n_epoch * EPOCHS
        while counts['kills'] < n_kill:
            name = f'killed{counts["runs"]}'
            folder = _folder(root, name, configuration)
            while not os.path.exists(os.path.join(folder, 'result.json')):
                _kill_once(_start(root, name, configuration), folder, counts, rng,
                           longest if counts['kills'] < n_kill else None)
            # Killed behind its result: the next call tidies up.
            _start(root, name, configuration).communicate()
            _compare(folder, whole)
            counts['runs'] += 1
    return counts


def _folder(root, name, configuration):
    return os.path.join(root, name, 'generated', 'quick', configuration, 'seed0')


def _start(root, name, configuration):
    return subprocess.Popen(
        [sys.executable, '-m', 'benchmarks.killed_runs', '--train', configuration,
         '--data', os.path.join(root, 'data'), '--out', os.path.join(root, name),
         '--engine', 'chainer', '--snapshot-minutes', '1e-9'],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _wait_for_training(process):
    for line in process.stdout:
        if 'parameters' in line:
            break


def _kill_once(process, folder, counts, rng, longest):
    if longest is not None:
        early = rng.random() < .1
        if early:
            process.stdout.readline()
        else:
            _wait_for_training(process)
        time.sleep(rng.uniform(0, longest))
        process.kill()
    said = process.stdout.read()
    status = process.wait()
    if status == -signal.SIGKILL:
        counts['kills'] += 1
        counts['in_the_start'] += early
        counts['in_a_write'] += any('tmp' in name for name in os.listdir(folder)
                                    ) if os.path.isdir(folder) else False
    elif status:
        raise UserError(f'a run that was begun again ended with {status}: {said}')


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
    if sys.argv[1:2] == ['--train']:
        PROFILES['quick'] = PROFILE
        sys.exit(main(['train', *sys.argv[2:]]))
    sys.exit(run_command(_main, sys.argv[1:]))
