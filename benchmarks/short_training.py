"""A short but whole training: a job as JSON in, a JSON line on it out."""

import json
import os
import sys

from fashionseg.commands.options.shared import SNAPSHOT_MINUTES, SNAPSHOTS_KEPT
from fashionseg.commands.prepare import prepare
from fashionseg.commands.run_training import run_training
from fashionseg.configurations import PROFILES, Settings
from fashionseg.datasets import PreparedDataset
from fashionseg.engines import use_engine


def short_training(job):
    """Draws photos, trains configuration A on them and evaluates, as a run does.

    Args:
        job (dict): ``devices`` (Chainer's names), ``engine``, ``precision`` ('tf32'
            too), ``n_thread``, ``n_train``, ``n_eval``, ``n_epoch``, ``batch_size``,
            ``n_worker``, ``width`` (multiplier), ``folder`` (where it writes).

    Returns:
        dict: ``losses`` and ``miou`` of each epoch, ``seconds`` of the run.
    """
    precision = job['precision']
    use_engine(job['engine'], job['n_thread'],
               'float32' if precision == 'tf32' else precision, precision == 'tf32')
    data = prepare('generated', os.path.join(job['folder'], 'data'),
                   n_train=job['n_train'], n_eval=job['n_eval'])
    profile = PROFILES['quick']._replace(
        width=job['width'], n_epoch=job['n_epoch'], batch_size=job['batch_size'],
        n_worker=job['n_worker'])
    settings = Settings('A', profile, n_device=len(job['devices']))
    out = os.path.join(job['folder'], '-'.join(
        [job['engine'], precision, str(len(job['devices']))]))
    result = run_training(
        settings, 'quick', PreparedDataset(data, 'train'),
        PreparedDataset(data, 'eval'), out, job['devices'], 'benchmarks.short_training',
        'auto', SNAPSHOT_MINUTES, SNAPSHOTS_KEPT)
    return {'losses': [row['loss'] for row in result['losses']],
            'miou': [row['miou'] for row in result['epochs']],
            'seconds': result['seconds']}


if __name__ == '__main__':
    print(json.dumps(short_training(json.loads(sys.argv[1]))))
