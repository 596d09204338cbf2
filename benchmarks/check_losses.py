"""The losses of a training on a device beside those on the CPU."""

import importlib.util

from benchmarks.check_row import CheckRow
from benchmarks.check_training import CASES, NO_PYTORCH

# Largest relative difference over 50 steps. Roundings grow with every step: on one CPU
# two engines came 2.5e-4 apart in float32.
ALLOWED = {'float32': 1e-2, 'tf32': 5e-2, 'bfloat16': .1, 'float16': .1}


def check_losses(job, on_gpu, run, show=print):
    """Trains from the same weights on the same batch, on the CPU and on the device.

    Args:
        job (dict): What all cases have in common, see
            :func:`benchmarks.loss_curve.loss_curve`.
        on_gpu (bool): Whether the device is the first GPU, or the CPU.
        run (callable): Module and job -> its answer, or ``{'missing': reason}``.
        show (callable): Takes a line on each case.

    Returns:
        list of CheckRow: One for each engine and precision.
    """
    show('losses: the CPU')
    reference = run('benchmarks.loss_curve', dict(
        job, engine='numpy', precision='float32', gpu=False))
    if 'missing' in reference:
        return [CheckRow('losses', 'the CPU', 'failed', reason=reference['missing'])]
    rows = []
    for engine, precision in CASES:
        case = f'{engine}, {precision}'
        if engine == 'aten' and not importlib.util.find_spec('torch'):
            rows.append(CheckRow('losses', case, 'not run', reason=NO_PYTORCH))
            continue
        show(f'losses: {case}')
        found = run('benchmarks.loss_curve', dict(
            job, engine='as is' if engine == 'chainer' else engine,
            precision=precision, gpu=on_gpu))
        if 'missing' in found:
            rows.append(CheckRow('losses', case, 'failed', reason=found['missing']))
        else:
            rows.append(_judge(case, found, reference, ALLOWED[precision]))
    return rows


def _judge(case, losses, reference, allowed):
    differences = [abs(loss / other - 1) for loss, other in zip(losses, reference)]
    # A loss that is no number is never within what is allowed.
    far = [k for k, difference in enumerate(differences, 1)
           if not difference <= allowed]
    return CheckRow(
        'losses', case, 'failed' if far else 'passed',
        f'{max(differences, key=lambda d: (d != d, d)):.1e} of {len(losses)} steps',
        f'{allowed:g}', f'first in step {far[0]}' if far else '')
