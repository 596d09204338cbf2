"""Seconds of one call."""

import time


def time_call(call, gpu_library=None):
    """Calls once and measures.

    Args:
        call (callable): Without arguments.
        gpu_library (str): 'torch' or 'chainer' when it computes on a GPU, whose own
            events then hold the time; None on a processor.

    Returns:
        float: Seconds.
    """
    if gpu_library is None:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start
    if gpu_library == 'torch':
        from torch.cuda import Event, synchronize
        start, end = Event(enable_timing=True), Event(enable_timing=True)
        start.record()
        call()
        end.record()
        synchronize()
        return start.elapsed_time(end) / 1000
    from cupy.cuda import Event, get_elapsed_time
    start, end = Event(), Event()
    start.record()
    call()
    end.record()
    end.synchronize()
    return get_elapsed_time(start, end) / 1000
