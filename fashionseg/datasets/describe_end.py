"""Why a process is no more."""

import signal


def describe_end(process):
    """Words on the end of a process.

    Args:
        process (multiprocessing.Process): One that has ended.

    Returns:
        str: ``'SIGKILL'`` or ``'exit status 3'``.
    """
    code = process.exitcode
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f'signal {-code}'
    return f'exit status {code}'
