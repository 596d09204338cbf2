"""A short training under each engine, on one device and on several."""

import importlib.util
import math

from benchmarks.check_row import CheckRow

CASES = (('chainer', 'float32'), ('numpy', 'float32'), ('aten', 'float32'),
         ('aten', 'tf32'), ('aten', 'bfloat16'), ('aten', 'float16'))
NO_PYTORCH = 'PyTorch is not installed (extra fast)'


def check_training(job, devices, run, show=print):
    """Trains configuration A for a few epochs in each case.

    Args:
        job (dict): What all cases have in common, see
            :func:`benchmarks.short_training.short_training`.
        devices (list of str): Chainer's names; the first one trains alone, then all
            together. With one only, the second part is not run.
        run (callable): Module and job -> its answer, or ``{'missing': reason}``.
        show (callable): Takes a line on each case.

    Returns:
        list of CheckRow: Passed are those whose loss falls.
    """
    rows = []
    for group in devices[:1], devices:
        for engine, precision in CASES:
            if group is devices and (engine, precision) == ('aten', 'float16'):
                continue  # refused: Chainer cannot scale the loss there
            place = f'{len(group)} device{"s" * (len(group) > 1)}'
            case = f'{engine}, {precision}, {place}'
            if group is devices and len(devices) < 2:
                rows.append(CheckRow(
                    'training', f'{engine}, {precision}, several devices', 'not run',
                    reason='there is one device'))
            elif engine == 'aten' and not importlib.util.find_spec('torch'):
                rows.append(CheckRow('training', case, 'not run', reason=NO_PYTORCH))
            else:
                show(f'training: {case}')
                rows.append(_judge(case, run('benchmarks.short_training', dict(
                    job, devices=group, engine=engine, precision=precision))))
    return rows


def _judge(case, answer):
    if 'missing' in answer:
        return CheckRow('training', case, 'failed', reason=answer['missing'])
    first, last = answer['losses'][0], answer['losses'][-1]
    measured = f"loss {first:.4f} to {last:.4f}, {answer['seconds']:.0f} s"
    falls = math.isfinite(last) and last < first
    return CheckRow('training', case, 'passed' if falls else 'failed', measured,
                    'a loss that falls', '' if falls else 'it does not')
