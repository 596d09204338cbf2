"""Whether a long run stays as large as it was at its beginning.

    python -m benchmarks.soak [--iterations 500] [--workers 2]

Trains the quick profile on a few generated photos, with many short epochs, in a process
that is watched from outside (Linux only). The bounds: the memory of the process and of
each data worker, the mean of the last quarter of the time against that of the first one
after the warm-up; open files and processes; and what is left when the run has ended.
The exit status is 1 when a bound is broken.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.workloads.look_at import look_at
from benchmarks.workloads.runs import runs
from fashionseg.commands.prepare import prepare
from fashionseg.configurations import PROFILES

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAUSE = .25  # seconds between two looks
N_TRAIN, N_EVAL = 40, 4
WARM_UP = .3  # of the iterations: libraries, buffers and several evaluations
MOST_GROWTH = .02
PATIENCE = 10  # seconds that what belongs to a run has to end behind it

RUN = '''
import json, sys
import fashionseg
from fashionseg.commands.run_training import run_training
from fashionseg.configurations import PROFILES, Settings
from fashionseg.datasets import PreparedDataset
from fashionseg.engines import use_engine

if __name__ == '__main__':
    root, out, configuration, n_epoch, n_worker, kernels = json.loads(sys.argv[1])
    use_engine(kernels)
    profile = PROFILES['quick']._replace(n_epoch=n_epoch, n_worker=n_worker)
    data = [PreparedDataset(root, split) for split in ('train', 'eval')]
    run_training(Settings(configuration, profile), 'quick', *data, out, ['@numpy'],
                 'soak', inference='auto', minutes=1, keep=2)
'''


def main(argv):
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog='python -m benchmarks.soak', description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--iterations', type=int, default=500)
    parser.add_argument('--workers', type=int, default=2)
    parser.add_argument('--configuration', default='A')
    parser.add_argument('--kernels', default='auto')
    args = parser.parse_args(argv)
    per_epoch = N_TRAIN // PROFILES['quick'].batch_size
    n_epoch = -(-args.iterations // per_epoch)
    with tempfile.TemporaryDirectory() as folder:
        root = prepare('generated', os.path.join(folder, 'data'), n_train=N_TRAIN,
                       n_eval=N_EVAL)
        looks, ends, status = _watch(folder, [
            root, os.path.join(folder, 'out'), args.configuration, n_epoch,
            args.workers, args.kernels])
    if status or len(ends) < n_epoch:
        print(f'the run ended with status {status} after {len(ends)} epochs')
        return 1
    start, end = ends[round(WARM_UP * n_epoch)], ends[-1]
    quarter = (end - start) / 4
    first = [look for look in looks if start <= look['time'] < start + quarter]
    last = [look for look in looks if end - quarter <= look['time'] < end]
    print(f'{n_epoch * per_epoch} iterations, {len(looks)} looks')
    return int(not all([*_judge(first, last), _nothing_left(looks)]))


def _watch(folder, options):
    """Runs a training; returns the looks at it and when each epoch ended."""
    looks, ends = [], []
    environment = dict(os.environ, TMPDIR=folder, PYTHONPATH=str(ROOT))
    with tempfile.TemporaryFile('w+') as output:
        script = os.path.join(folder, 'run.py')
        pathlib.Path(script).write_text(RUN)
        process = subprocess.Popen(
            [sys.executable, script, json.dumps(options)], env=environment,
            stdout=output, stderr=subprocess.STDOUT)
        try:
            while process.poll() is None:
                looks.append(look_at(process.pid))
                output.seek(0)
                text = output.read()
                ends += [looks[-1]['time']] * (text.count('epoch ') - len(ends))
                time.sleep(PAUSE)
        finally:
            process.kill()
        if process.returncode:
            print(text)
    return looks, ends, process.returncode


def _judge(first, last):
    print(f'{"":28} {"first":>10} {"last":>10}  change')
    n_process = max(len(look['memory']) for look in first)
    for k in range(n_process):
        name = 'memory of the training, MB' if k == 0 else f'memory of worker {k}, MB'
        means = [statistics.mean(look['memory'][k] for look in looks
                                 if k < len(look['memory'])) / 1e6
                 for looks in (first, last)]
        yield _row(name, *means, means[1] <= means[0] * (1 + MOST_GROWTH), '.1f')
    for key, name in (('files', 'open files'), ('shared', 'shared memory segments'),
                      ('processes', 'processes')):
        # A file that is written at the moment of a look is no leak.
        usual = [statistics.median_high(look[key] for look in looks)
                 for looks in (first, last)]
        yield _row(name, *usual, usual[1] <= usual[0], 'd')


def _row(name, first, last, good, form):
    print(f'{name:28} {first:10{form}} {last:10{form}}  {last / first - 1:+6.2%}'
          + ('' if good else '  TOO MUCH'))
    return good


def _nothing_left(looks):
    pids = {pid for look in looks for pid in look['pids']}
    last = time.monotonic() + PATIENCE
    while (processes := [pid for pid in pids if runs(pid)]) and time.monotonic() < last:
        time.sleep(PAUSE)  # Python's tracker of resources ends a little later
    segments = [name for name in os.listdir('/dev/shm')
                if any(f'-{pid}-' in name for pid in pids)]
    print(f'{"left at the end":28} {len(processes)} processes, '
          f'{len(segments)} segments of shared memory')
    return not processes and not segments


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
