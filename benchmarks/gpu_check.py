"""Everything that this project can say about a GPU, in one command.

    python -m benchmarks.gpu_check [--out DIR] [--quick]

Runs the tests marked ``gpu``, trains shortly under each engine, compares losses with
those of the CPU and times inference and training steps. Writes ``gpu_check.md`` and
``gpu_check.json`` to DIR after each part. Ends with 0 when all that ran has passed,
with 1 when something failed, with 2 where there is no GPU.
"""

import json
import os
import pathlib
import shlex
import sys
import tempfile

from benchmarks.check_losses import check_losses
from benchmarks.check_speed import check_speed
from benchmarks.check_tests import check_tests
from benchmarks.check_training import check_training
from benchmarks.run_process import run_process
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import TABLE_5
from fashionseg.engines import count_cores
from fashionseg.environment import count_gpus, describe_environment
from fashionseg.errors import UserError
from fashionseg.files import write_json
from fashionseg.tables.draw_grid import draw_grid
from fashionseg.tables.escape_markdown import escape_markdown
from fashionseg.tables.grid import Grid

MOST_GPUS = 3  # the paper's number
# Sizes of what is run: whole, and to see that it works.
WHOLE = {'n_train': 64, 'n_eval': 8, 'n_epoch': 3, 'batch_size': 12, 'n_worker': 1,
         'width': 1 / 4, 'n_step': 50, 'batches': [16, 48], 'seconds': 2,
         'speed_profile': 'paper'}
QUICK = {'n_train': 12, 'n_eval': 2, 'n_epoch': 2, 'batch_size': 6, 'n_worker': 0,
         'width': 1 / 32, 'n_step': 3, 'batches': [1], 'seconds': 0,
         'speed_profile': 'quick'}


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m benchmarks.gpu_check', description=__doc__.splitlines()[0])
    parser.add_argument('--out', metavar='DIR', default='results/gpu_check',
                        help='folder of the table (results/gpu_check)')
    parser.add_argument('--quick', action='store_true',
                        help='narrow networks, few steps: to see that it works')
    args = parser.parse_args(argv)
    command = shlex.join(['python', '-m', 'benchmarks.gpu_check', *argv])
    return run_command(_gpu_check, args, command)


def _gpu_check(args, command):
    n_gpu, reason = count_gpus()
    if not n_gpu:
        raise UserError(f'there is no GPU to check ({reason}); see docs/gpus.md')
    devices = [f'@cupy:{k}' for k in range(min(n_gpu, MOST_GPUS))]
    return check(args.out, devices, QUICK if args.quick else WHOLE, command)


def check(out, devices, sizes, command, files=None):
    """Runs all parts and writes the table after each.

    Args:
        out (str): Folder of the table.
        devices (list of str): Chainer's names: GPUs, or ``['@numpy']`` to try the
            check itself.
        sizes (dict): ``WHOLE`` or ``QUICK``.
        command (str): Command line, for the record.
        files (list of str): Names of the test files; all by default.

    Returns:
        int: 0, or 1 when something failed.
    """
    on_gpu = devices[0] != '@numpy'
    report = {'command': command, 'commit': current_commit(), 'rows': [],
              'environment': describe_environment(out)}

    def run(module, job):
        return run_process(module, json.dumps(job), n_thread=job['n_thread'])

    def show(line):
        print(line, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        job = dict(sizes, n_thread=count_cores(), folder=folder)
        step = dict(job, network='A', loss_weights=TABLE_5['A'], work='training',
                    learning_rate=1e-3)
        for part in (
                lambda: check_tests(folder, on_gpu, files, show),
                lambda: check_training(job, devices, run, show),
                lambda: check_losses(
                    dict(step, profile='quick', batches=[2]), on_gpu, run, show),
                lambda: check_speed(
                    dict(step, profile=sizes['speed_profile']), on_gpu, run, show)):
            report['rows'] += [row._asdict() for row in part()]
            write_json(os.path.join(out, 'gpu_check.json'), report)
            page = _draw(report)
            pathlib.Path(out, 'gpu_check.md').write_text(page, encoding='utf-8')
    print(page, end='')
    return int(any(row['verdict'] == 'failed' for row in report['rows']))


def _draw(report):
    gpus = report['environment']['gpus']
    names = ', '.join(gpu['name'] for gpu in gpus['gpus']) or 'none'
    facts = [f'GPUs: {names}', *(f'{title}: {gpus[name]}' for title, name in (
        ('driver', 'driver'), ('CUDA', 'cuda_runtime'), ('cuDNN of CuPy', 'cudnn'),
        ('NCCL', 'nccl'))),
        *(f'{name}: {version}' for name, version in report['environment'][
            'packages'].items() if name in ('numpy', 'torch') or 'cupy' in name),
        f"command: {report['command']}", f"commit: {report['commit']}"]
    header = ['check', 'case', 'verdict', 'measured', 'allowed', 'reason']
    grid = Grid('', header, [[row[name] for name in header] for row in report['rows']])
    return '\n'.join(['# GPU check', '', *(f'- {escape_markdown(fact)}'
                                           for fact in facts), '', draw_grid(grid), ''])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
