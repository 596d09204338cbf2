"""Speed of inference, training, input and metrics beside other libraries."""

import datetime
import importlib.util
import json
import os
import pathlib
import tempfile

from benchmarks.add_ratios import add_ratios
from benchmarks.contenders import GPU_BATCHES, PARTS, TWINS, contenders
from benchmarks.find_machine import find_machine
from benchmarks.gpu_figures import gpu_figures
from benchmarks.judge_bars import judge_bars
from benchmarks.make_page import make_page
from benchmarks.measure_part import measure_part
from benchmarks.measure_plain import SCRIPTS, measure_plain
from benchmarks.run_process import run_process
from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.options.bench import GROUPS
from fashionseg.configurations import PROFILES, TABLE_5, LossWeights
from fashionseg.engines import count_cores
from fashionseg.errors import UserError
from fashionseg.files import write_json

# Of timed calls of a contender in a round: on a processor, and on a GPU.
SECONDS, GPU_SECONDS = 8, 0.7


def run(args):
    """Measures what is asked for; ``fashionseg bench``.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: A wrong option, or networks that cannot be compared.
    """
    groups = _check(args)
    n_thread = args.threads or count_cores()
    report = {
        'origin': {'date': datetime.date.today().isoformat(),
                   'command': args.command_line, 'commit': current_commit(),
                   'rounds': str(args.rounds)},
        'machine': find_machine(n_thread), 'twins': {}, 'rows': [], 'plain': {},
        'agreement': None, 'rates': None, 'bars': []}
    with tempfile.TemporaryDirectory() as folder:
        job = {'profile': 'quick' if args.quick else 'paper', 'n_thread': n_thread,
               'gpu': args.gpu, 'folder': folder, 'seconds': (
                   0.1 if args.quick else GPU_SECONDS if args.gpu else SECONDS)}
        for name, part in PARTS.items():
            if part.group in groups and not (args.gpu and part.group == 'baselines'):
                _measure(name, part, args, job, report)
                _write(args, report)
    for name in SCRIPTS:
        if name in groups and not args.gpu:
            print(name, flush=True)
            report['plain'][name] = measure_plain(name, args.quick, run_process)
            _write(args, report)
    if 'agreement' in groups and args.weights:
        report['agreement'] = _agreement(args, n_thread)
    if args.gpu:
        gpu_figures(report, job, args.out)
    _write(args, report)
    print((pathlib.Path(args.out) / 'bench.md').read_text())


def _check(args):
    groups = args.only.split(',')
    for group in groups:
        if group not in GROUPS:
            raise UserError(f"--only {args.only}: there is no {group!r}; give some of "
                            + ', '.join(GROUPS))
    if args.gpu:
        check_devices('0')
    return groups


def _measure(name, part, args, job, report):
    """One part: first the twin is checked, then all contenders are timed."""
    batches = args.batches or (GPU_BATCHES if args.gpu else part.batches)
    loss_weights = TABLE_5.get(part.network, LossWeights(0, 0, 0))
    job = dict(job, work=part.work, network=part.network, loss_weights=loss_weights,
               batches=batches[:1] if args.quick else batches,
               learning_rate=PROFILES[job['profile']].learning_rate,
               weights=os.path.join(job['folder'], f'{part.network}.npz'))

    def run(job):
        return run_process(
            'benchmarks.worker', json.dumps(job), n_thread=job['n_thread'])

    if part.network in TWINS and part.network not in report['twins'] \
            and importlib.util.find_spec('torch'):
        print(f'{part.network}: comparing the twin', flush=True)
        found = run_process('benchmarks.twins.write_weights', json.dumps(job),
                            n_thread=job['n_thread'])
        if 'missing' in found:
            raise UserError(found['missing'])
        report['twins'][part.network] = found
    rows = measure_part(
        name, contenders(part, args.gpu), job, args.rounds, run,
        show=lambda line: print(line, flush=True))
    add_ratios(rows)
    report['rows'] += rows


def _agreement(args, n_thread):
    found = run_process(
        'benchmarks.label_agreement', os.path.abspath(args.weights),
        os.path.abspath(args.data), n_thread=n_thread)
    if 'missing' in found:
        raise UserError(found['missing'])
    return found


def _write(args, report):
    if not args.gpu and not args.quick:
        report['bars'] = judge_bars(
            report['rows'], report['plain'], report['agreement'])
    write_json(os.path.join(args.out, 'bench.json'), dict(
        report, bars=[bar._asdict() for bar in report['bars']]))
    page = pathlib.Path(args.out, 'bench.md')
    page.write_text(make_page(report), encoding='utf-8')
