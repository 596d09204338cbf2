"""What a run on a GPU tells beside its times."""

import json
import pathlib

from benchmarks.find_least import find_least
from benchmarks.make_bar import make_bar
from benchmarks.run_process import run_process
from fashionseg.configurations import PROFILES, TABLE_5
from fashionseg.costs import count_networks

PROFILED_BATCH = 32


def gpu_figures(report, job, out):
    """Adds the card's rate, each row's share of it and the targets; writes a profile.

    Args:
        report (dict): See :func:`benchmarks.make_page.make_page`; ``rates`` and
            ``bars`` are set, rows get ``share``.
        job (dict): What all contenders have in common.
        out (str): Folder for ``profile.txt``.
    """
    report['bars'] = judge_gpu(report['rows'])
    rates = run_process('benchmarks.matrix_rate', n_thread=job['n_thread'])
    if 'missing' in rates:
        return
    report['rates'] = rates
    profile = PROFILES[job['profile']]
    counts = count_networks({'A': ('A', None)}, profile)['A']
    add_shares(report['rows'], rates, counts)
    job = dict(job, work='training', network='A', engine='aten', precision='tf32',
               batches=[PROFILED_BATCH], loss_weights=TABLE_5['A'],
               learning_rate=profile.learning_rate)
    text = run_process(
        'benchmarks.profile_step', json.dumps(job), n_thread=job['n_thread'])
    pathlib.Path(out, 'profile.txt').write_text(
        text if isinstance(text, str) else text['missing'], encoding='utf-8')


def add_shares(rows, rates, counts):
    """Adds ``share``, the part of the card's rate that a row reaches.

    Args:
        rows (list of dict): With their medians.
        rates (dict): Precision -> TFLOP/s.
        counts (dict): 'inference_flop' and 'training_flop' of a photo.
    """
    for row in rows:
        if 'median' in row:
            flop = counts[f"{row['part']}_flop"]
            row['share'] = flop / row['median'] / (1e12 * rates[row['precision']])


def judge_gpu(rows):
    """Judges the targets of a GPU.

    Args:
        rows (list of dict): With their medians.

    Returns:
        list of benchmarks.make_bar.Bar: In order.
    """
    bars = []
    for n in 32, 64:
        chainer = find_least(rows, 'training', n, 'float32', ('as is',))
        for precision in 'tf32', 'float16':
            name = f'training step, batch {n}, {precision}: aten against'
            ours, torch = (find_least(rows, 'training', n, precision, (engine,))
                           for engine in ('aten', 'torch'))
            bars += [make_bar(f'{name} {title}', target,
                              other and ours and other / ours)
                     for title, target, other in (
                         ('PyTorch eager', 'at least 1', torch),
                         ('Chainer on CuPy as is', 'at least 3', chainer))]
    return bars
