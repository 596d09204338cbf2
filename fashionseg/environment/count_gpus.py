"""Whether there is a GPU."""

from chainer.backends import cuda

from fashionseg.environment.first_line import first_line


def count_gpus():
    """Counts the GPUs that Chainer can use, without starting anything on them.

    Returns:
        tuple: Number (int), and why there is none (str, empty with one).
    """
    if not cuda.available:
        error = cuda._resolution_error
        if isinstance(error, ModuleNotFoundError) and error.name == 'cupy':
            return 0, "CuPy is not installed (extra cuda12 or cuda13)"
        return 0, f'CuPy cannot be imported: {first_line(error)}'
    # CuPy can be imported where there is no GPU and no driver.
    runtime = cuda.cupy.cuda.runtime
    try:
        count = runtime.getDeviceCount()
    except runtime.CUDARuntimeError as error:
        return 0, f'CUDA finds no GPU: {first_line(error)}'
    return count, '' if count else 'CUDA finds no GPU'
