"""The precisions that kernels are compiled for."""

import numpy as np

DTYPES = (np.float32, np.float64)


def is_precise(*arrays):
    """Whether arrays are NumPy's, share such a precision and are not empty."""
    return (all(type(array) is np.ndarray for array in arrays)
            and len({array.dtype for array in arrays}) == 1
            and arrays[0].dtype in DTYPES and 0 not in arrays[0].shape)
