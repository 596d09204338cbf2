"""Where the time of a training step goes on a GPU."""

import json
import sys

from torch.profiler import ProfilerActivity, profile

from benchmarks.worker import GPU_WARM_UP
from benchmarks.workloads.chainer_workload import ChainerWorkload

N_STEP, N_LINE, N_LETTER = 3, 30, 120


def profile_step(job):
    """Profiles our training step; CuPy's kernels are seen like those of PyTorch.

    Args:
        job (dict): See :func:`benchmarks.worker.work`.

    Returns:
        str: Table of the kernels that take longest, over three steps.
    """
    workload = ChainerWorkload(job)
    workload.load(job['batches'][0])
    for _ in range(GPU_WARM_UP):
        workload.run()
    with profile(activities=[ProfilerActivity.CPU, ProfilerActivity.CUDA]) as found:
        for _ in range(N_STEP):
            result = workload.run()
        workload.to_numpy(result)
    return found.key_averages().table(
        sort_by='device_time_total', row_limit=N_LINE,
        max_name_column_width=N_LETTER)


if __name__ == '__main__':
    print(json.dumps(profile_step(json.loads(sys.argv[1]))))
