"""Photos in a second."""

import statistics

from benchmarks.check_row import CheckRow
from benchmarks.contenders import PARTS, contenders
from benchmarks.measure_part import measure_part


def check_speed(job, on_gpu, run, show=print):
    """Times inference and training steps of configuration A; nothing is judged.

    Args:
        job (dict): What all cases have in common, see
            :func:`benchmarks.worker.work`, and ``folder`` for files; each of its
            batches is timed in processes of its own, as it may not fit.
        on_gpu (bool): Whether the device is the first GPU, or the CPU.
        run (callable): Module and job -> its answer, or ``{'missing': reason}``.
        show (callable): Takes a line on each case.

    Returns:
        list of CheckRow: One for each work, batch, engine and precision.
    """
    rows = []
    for work in 'training', 'inference':
        part = PARTS[work]
        ours = [c for c in contenders(part, on_gpu)
                if c.engine in ('as is', 'numpy', 'aten')]
        for n in job['batches']:
            rows += [_make_row(row) for row in measure_part(
                work, ours, dict(job, work=work, network='A', batches=[n], gpu=on_gpu),
                1, lambda job: run('benchmarks.worker', job), show)]
    return rows


def _make_row(row):
    case = f"{row['part']}, {row['title']}, {row['precision']}, batch {row['batch']}"
    if 'missing' in row:
        verdict = 'not run' if row['missing'].startswith('not installed') else 'failed'
        return CheckRow('speed', case, verdict, reason=row['missing'])
    speed = 1 / statistics.median(row['seconds'])
    return CheckRow(
        'speed', case, 'passed',
        f"{speed:.3g} photos/s, {row['peak_bytes'] / 2 ** 30:.1f} GiB")
