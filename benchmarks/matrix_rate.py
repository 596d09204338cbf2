"""What the card reaches in one large matrix product: the most that a network can."""

import json
import statistics

import torch

from benchmarks.workloads.time_call import time_call

SIZE, N_CALL = 8192, 10


def matrix_rate(precision):
    """Measures a product of two square matrices on the first GPU.

    Args:
        precision (str): 'float32', 'tf32' or 'float16'.

    Returns:
        float: Median TFLOP/s.
    """
    torch.backends.cuda.matmul.allow_tf32 = precision == 'tf32'
    dtype = torch.float16 if precision == 'float16' else torch.float32
    a, b = torch.randn(2, SIZE, SIZE, device='cuda', dtype=dtype)
    out = torch.mm(a, b)
    seconds = [time_call(lambda: torch.mm(a, b, out=out), 'torch')
               for _ in range(N_CALL)]
    return 2 * SIZE ** 3 / statistics.median(seconds) / 1e12


if __name__ == '__main__':
    print(json.dumps({name: matrix_rate(name)
                      for name in ('float32', 'tf32', 'float16')}))
