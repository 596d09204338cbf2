"""Fills a small disk while commands work on it, and looks at what they leave.

    python -m benchmarks.full_disk [--stages train,predict]      (as root, on Linux)

Each command runs on a tmpfs of its own, which is filled up to some free bytes before it
starts or at the moment when a certain file appears. It has to end with status 0 or 2,
with one line; what lies there must be whole; and the same command has to end well once
there is room, with the files of a run that nothing happened to. The last line of the
output is JSON; the exit status is 1 when something broke.
"""

import argparse
import errno
import json
import multiprocessing
import os
import pathlib
import sys
import time
from collections import namedtuple

from PIL import Image

from benchmarks.workloads.small_disk import small_disk
from fashionseg.commands.main import main
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES
from fashionseg.errors import UserError
from fashionseg.files import read_json, read_tensors

SIZE = 96 << 20  # bytes of the disk
LEVELS = 0, 4096, 1 << 16, 1 << 20  # bytes that are left free
PROFILE = PROFILES['quick']._replace(
    width=1 / 32, n_epoch=3, batch_size=2, n_train=8, n_eval=4)
RUN = 'results/generated/quick/H/seed0'
MADE = 'train H --data data --out results --engine chainer --snapshot-minutes 1e-9'

Stage = namedtuple('Stage', 'needs command when kept')
Stage.__doc__ = """One command on a disk that fills up.

* ``needs``: Command lines before it, on a disk with room.
* ``command``: Command line, in the root of the disk.
* ``when``: Files, as a pattern, that are waited for; None fills the disk before.
* ``kept``: Files, as a pattern, that must be those of an undisturbed call.
"""
STAGES = {
    'prepare': Stage([], 'prepare generated --out data/generated-quick --n-train 40 '
                     '--n-eval 4', 'data/.prepare-*/data/photos/*12.jpg',
                     'data/*/*/*'),
    'prepare from the start': Stage(
        [], 'prepare generated --out data/generated-quick --n-train 8 --n-eval 4', None,
        'data/*/*/*'),
    'first snapshot': Stage([], MADE, f'{RUN}/lock', f'{RUN}/best.safetensors'),
    'snapshot': Stage([], MADE, f'{RUN}/snapshot_iter_2.safetensors',
                      f'{RUN}/best.safetensors'),
    'log and best weights': Stage([], MADE, f'{RUN}/snapshot_iter_3.safetensors',
                                  f'{RUN}/best.safetensors'),
    'second epoch': Stage([], MADE, f'{RUN}/log', f'{RUN}/best.safetensors'),
    'train from the start': Stage(
        ['prepare generated --out data/generated-quick --n-train 8 --n-eval 4'], MADE,
        None, f'{RUN}/best.safetensors'),
    # The other tables tell how long the run took.
    'tables': Stage([MADE], 'tables --data data --out results', None,
                    'results/generated/quick/tables/table_[15].*'),
    'report': Stage([MADE], 'report --data data --out results --kernels numpy', None,
                    'results/generated/quick/report.html'),
    'predict': Stage([MADE], f'predict data/generated-quick/photos --weights {RUN} '
                     '--out labels --engine chainer --kernels numpy',
                     'labels/0000002.png', 'labels/*.png'),
    'predict from the start': Stage(
        [MADE], f'predict data/generated-quick/photos --weights {RUN} --out labels '
        '--engine chainer --kernels numpy', None, 'labels/*.png'),
}


def try_stage(stage, level):
    """Calls a command on a disk that fills up, and again with room.

    Args:
        stage (Stage): What is called, and when the disk fills up.
        level (int): Bytes that stay free; None fills nothing.

    Returns:
        tuple: Exit status and line of the call, faults (list of str), and contents of
        the kept files (name -> bytes).
    """
    with small_disk(SIZE) as root:
        for line in stage.needs:
            _end(_start(root, line), root)
        if stage.when is None:
            _fill(root, level)
        process = _start(root, stage.command)
        if stage.when is not None and level is not None:
            while process.is_alive() and not any(root.glob(stage.when)):
                time.sleep(.002)
            _fill(root, level)
        status, words = _end(process, root, well=level is None)
        faults = [] if status in (0, 2) else [f'status {status}']
        errors = [line for line in words if line.startswith('error: ')]
        if status == 2 and not (len(errors) == 1 and len(words) == 1):
            faults.append(f'says {words}')
        faults += _look_at(root)
        (root / 'filler').unlink(missing_ok=True)
        # A run that has ended well says so, and does nothing.
        again, said = _end(_start(root, stage.command), root, well=False)
        if again != 0 and 'is there already' not in ''.join(said):
            faults.append(f'again: status {again}, {said}')
        kept = {str(path.relative_to(root)): _content(path)
                for path in sorted(root.glob(stage.kept))}
    return status, ''.join(errors), faults, kept


def _start(root, line):
    context = multiprocessing.get_context('forkserver')
    context.set_forkserver_preload(['fashionseg.commands.train', 'matplotlib.pyplot'])
    process = context.Process(target=_call, args=(str(root), line))
    process.start()
    return process


def _call(root, line):
    PROFILES['quick'] = PROFILE
    for stream in 1, 2:
        os.dup2(os.open(f'{root}.{stream}', os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
                stream)
    os.chdir(root)
    sys.exit(main(line.split()))


def _end(process, root, well=True):
    process.join()
    said = pathlib.Path(f'{root}.2')
    words = said.read_text().splitlines()
    for stream in 1, 2:
        os.remove(f'{root}.{stream}')
    if well and process.exitcode:
        raise UserError(f'a call failed on a disk with room: {words}')
    return process.exitcode, words


def _fill(root, level):
    if level is None:
        return
    with open(root / 'filler', 'wb') as file:
        while True:
            disk = os.statvfs(root)
            room = disk.f_bavail * disk.f_frsize - level
            try:
                if room > 0:
                    os.posix_fallocate(file.fileno(), 0, room)
                return
            except OSError as error:  # the command was faster
                if error.errno != errno.ENOSPC:
                    raise


def _look_at(root):
    """Faults of the files that lie there; hidden folders hold what is unfinished."""
    faults = []
    for path in root.rglob('*'):
        if any(part.startswith('.prepare') for part in path.parts):
            continue
        try:
            if path.suffix == '.safetensors':
                read_tensors(path)
            elif path.suffix == '.json' or path.name == 'log':
                read_json(path)
            elif path.suffix in ('.png', '.jpg'):
                with Image.open(path) as image:
                    image.load()
            elif path.suffix == '.tmp':
                faults.append(f'{path.name} was left')
        except Exception as error:
            faults.append(f'{path.name}: {error}')
    return faults


def _content(path):
    if path.suffix == '.safetensors':  # without the command and the time
        return {name: array.tobytes() for name, array in read_tensors(path)[0].items()}
    # A report says when it was written.
    return 'is there' if path.suffix == '.html' else path.read_bytes()


def _main(argv):
    parser = argparse.ArgumentParser(prog='python -m benchmarks.full_disk')
    parser.add_argument('--stages', default=','.join(STAGES))
    names = parser.parse_args(argv).stages.split(',')
    begun, n_full, n_broken = time.monotonic(), 0, 0
    for name in names:
        whole = try_stage(STAGES[name], None)
        for level in LEVELS:
            status, line, faults, kept = try_stage(STAGES[name], level)
            if kept != whole[3]:
                faults.append('other files than those of an undisturbed call')
            n_full += status == 2
            n_broken += bool(faults)
            print(f'{name}, {level} bytes free: {status} {line[:100]}',
                  *(f'BROKEN: {fault}' for fault in [*whole[2], *faults]), flush=True)
    print(json.dumps({'calls': len(names) * len(LEVELS), 'full': n_full,
                      'broken': n_broken,
                      'seconds': round(time.monotonic() - begun)}))
    return int(n_broken > 0)


if __name__ == '__main__':
    sys.exit(run_command(_main, sys.argv[1:]))
