"""The process of one contender: a job as JSON in, a JSON line with its times out."""

import json
import sys
import time
import traceback

import numpy as np

from benchmarks.workloads.peak_memory import peak_memory
from benchmarks.workloads.time_call import time_call

MOST_CALLS = 50
GPU_WARM_UP = 6  # calls in which kernels are chosen and recorded
WARM_UP = 3  # calls at most in which the memory grows to what is needed


def work(job):
    """Runs one contender on each batch and measures.

    Args:
        job (dict): ``work`` ('inference' or 'training', with the update), ``network``
            (a configuration), ``profile`` (its sizes), ``engine`` ('as is', 'numpy',
            'aten', 'torch', 'onnxruntime', 'openvino'), ``precision``, ``layout`` and
            ``tuned`` (of PyTorch: the C library told to keep memory, Adam in one
            pass), ``batches`` (photos, ascending), ``n_thread``, ``gpu``, ``seconds``
            (at least so long each batch is repeated, after up to three calls in that
            time, on a GPU some more, that do not count), ``loss_weights``,
            ``learning_rate``, ``weights`` (file of a twin's), ``labels`` (file for the
            labels of the first batch).

    Returns:
        dict: Photos as text -> ``seconds`` (list, of one call), ``peak_bytes`` so far
        and, of the first batch of a training, ``loss`` of the first step; or
        ``missing``, why a batch and all larger ones have none.
    """
    if job['tuned']:
        from fashionseg.engines.keep_memory import keep_memory
        keep_memory()
    library = 'torch' if job['engine'] == 'torch' else 'chainer'
    workload = _make(library)(job)
    found = {}
    for n in job['batches']:
        try:
            found[str(n)] = _measure(workload, n, job, library if job['gpu'] else None)
        except Exception as error:
            # Most likely the memory is used up; what a GPU has been through since is
            # no ground for more.
            traceback.print_exc()
            lines = str(error).strip().splitlines() or ['']
            reason = f'{type(error).__name__}: {lines[0]} (batch {n})'
            return {**dict.fromkeys(map(str, job['batches']), {'missing': reason}),
                    **found}
    return found


def _measure(workload, n, job, gpu_library):
    workload.load(n)
    start = time.perf_counter()
    first = workload.run()
    for _ in range(GPU_WARM_UP if job['gpu'] else WARM_UP - 1):
        if job['gpu'] or time.perf_counter() - start < job['seconds']:
            workload.run()
    seconds = []
    while sum(seconds) < job['seconds'] and len(seconds) < MOST_CALLS:
        seconds.append(time_call(workload.run, gpu_library))
    found = {'seconds': seconds, 'peak_bytes': peak_memory(gpu_library)}
    if n == job['batches'][0]:
        first = workload.to_numpy(first)
        if job['work'] == 'training':
            found['loss'] = float(first)
        else:
            np.save(job['labels'], first.astype(np.uint8))
    return found


def _make(library):
    # Imported by the process that needs it alone: its memory is measured.
    if library == 'torch':
        from benchmarks.workloads.torch_workload import TorchWorkload
        return TorchWorkload
    from benchmarks.workloads.chainer_workload import ChainerWorkload
    return ChainerWorkload


if __name__ == '__main__':
    print(json.dumps(work(json.loads(sys.argv[1]))))
