"""One number of threads for every library that starts some."""

import sys

import cv2
import threadpoolctl

from fashionseg.engines.default_threads import default_threads


def set_threads(n_thread=None):
    """Sets the threads of BLAS, OpenMP and PyTorch, and one for OpenCV.

    OpenCV works on single photos here, where its threads cost more than they save.

    Args:
        n_thread (int or None): Threads; by default what OMP_NUM_THREADS says, or the
            cores that this process may use.

    Returns:
        int: The number that was set.
    """
    if n_thread is None:
        n_thread = default_threads()
    threadpoolctl.threadpool_limits(n_thread)
    cv2.setNumThreads(1)
    torch = sys.modules.get('torch')
    if torch is not None:
        torch.set_num_threads(n_thread)
    return n_thread
