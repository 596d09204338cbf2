"""The losses of the first steps of a training: a job as JSON in, a JSON list out."""

import json
import sys

from benchmarks.workloads.chainer_workload import ChainerWorkload


def loss_curve(job):
    """Trains on one batch, the same in every process and on every device.

    Args:
        job (dict): See :func:`benchmarks.worker.work`, and ``n_step``; the first of
            its batches is taken.

    Returns:
        list of float: Loss of each step, before its update.
    """
    workload = ChainerWorkload(job)
    workload.load(job['batches'][0])
    return [float(workload.to_numpy(workload.run())) for _ in range(job['n_step'])]


if __name__ == '__main__':
    print(json.dumps(loss_curve(json.loads(sys.argv[1]))))
