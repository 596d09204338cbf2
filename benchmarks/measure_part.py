"""All contenders of one part, in turn, round after round."""

import importlib.util
import os
import statistics

import numpy as np

MODULES = {'aten': ('torch',), 'torch': ('torch',), 'openvino': ('openvino', 'onnx'),
           'onnxruntime': ('onnxruntime', 'onnx')}
# Of float32: what sums in another order explain.
MOST_LOSS_DIFFERENCE, LEAST_EQUAL_LABELS = 1e-4, 0.999


def measure_part(name, contenders, job, n_round, run, show=print):
    """Times the contenders of one part.

    Every round starts with another contender, so that a slow moment of the machine
    does not meet the same one. Each runs in a process of its own.

    Args:
        name (str): Name of the part.
        contenders (list of benchmarks.contenders.Contender): The first is the
            reference for results.
        job (dict): What all have in common, see :func:`benchmarks.worker.work`, and
            ``folder`` for files.
        n_round (int): Rounds; contenders with ``once`` take part in the first alone.
        run (callable): Job -> what the worker answers.
        show (callable): Takes a line on each contender.

    Returns:
        list of dict: A row for each contender and batch: ``part``, ``batch``, the
        fields of the contender, and ``missing`` (why it has no times) or ``seconds``
        per photo (list), ``peak_bytes`` and, of the first batch, ``difference`` of
        the first loss (relative) or of the labels (share) from the reference's.
    """
    rows = {(c, n): dict(c._asdict(), part=name, batch=n, seconds=[], peak_bytes=0)
            for n in job['batches'] for c in contenders}
    firsts = {}
    for number in range(n_round):
        start = number * len(contenders) // n_round
        for c in contenders[start:] + contenders[:start]:
            mine = [rows[c, n] for n in job['batches']]
            if any('missing' in row for row in mine) or number and c.once:
                continue
            show(f'{name}, round {number + 1} of {n_round}: {c.title}, {c.precision}')
            labels = os.path.join(job['folder'], 'labels.npy')
            answer = _missing(c) or run(dict(job, **c._asdict(), labels=labels))
            for row in mine:
                _add(row, answer)
            show('    ' + (answer.get('missing') or ', '.join(map(_tell, mine))))
            first = answer.get(str(job['batches'][0]), answer)
            if number == 0 and 'missing' not in first:
                firsts[c] = first['loss'] if 'loss' in first else np.load(labels)
    for c in contenders:
        _compare([rows[c, n] for n in job['batches']], firsts.get(c),
                 firsts.get(contenders[0]))
    return list(rows.values())


def _missing(contender):
    for module in MODULES.get(contender.engine, ()):
        if importlib.util.find_spec(module) is None:
            return {'missing': f'not installed: pip install {module}'}
    return None


def _add(row, answer):
    times = answer if 'missing' in answer else answer[str(row['batch'])]
    if 'missing' in times:
        row['missing'] = times['missing']
        return
    row['seconds'] += [seconds / row['batch'] for seconds in times['seconds']]
    row['peak_bytes'] = max(row['peak_bytes'], times['peak_bytes'])


def _tell(row):
    return row.get('missing') or (
        f"{statistics.median(row['seconds']):.3g} s per photo of {row['batch']}")


def _compare(rows, result, reference):
    if result is None or reference is None:
        return
    if isinstance(result, float):
        difference = abs(result - reference) / abs(reference)
        most = MOST_LOSS_DIFFERENCE
    else:
        difference = float(np.mean(result != reference))
        most = 1 - LEAST_EQUAL_LABELS
    rows[0]['difference'] = difference
    if rows[0]['precision'] == 'float32' and not difference <= most:
        for row in rows:
            row['missing'] = f"wrong result: {difference:.1e} from Chainer's"
