"""One logged step of the set-up."""

import os
import subprocess

from failure import SetupError


# What pip writes when it cannot reach a server, by pip's and urllib3's own words.
# Told not to retry, it says no more than that it found no version at all.
NO_NETWORK = ('NewConnectionError', 'NameResolutionError', 'ConnectTimeoutError',
              'ProxyError', 'ReadTimeoutError', 'Network is unreachable',
              '(from versions: none)')


def run(command, log_path, cwd=None):
    """Runs a command with its output appended to the log file.

    Args:
        command (list of str): Program and arguments.
        log_path (str): File that takes the command and everything it prints.
        cwd (str): Folder to run in; the current one if None.

    Raises:
        SetupError: The command failed. The message says why as far as the log
            tells: no network, wrong archive, full disk, or its last error line.
    """
    environment = dict(os.environ)
    # PIP_USER has no meaning in a virtual environment, PYTHONPATH would leak
    # foreign packages into it, and the flag would build ChainerX, in C++.
    for name in ('PIP_USER', 'PYTHONPATH', 'PYTHONHOME', 'CHAINER_BUILD_CHAINERX'):
        environment.pop(name, None)
    with open(log_path, 'a') as log:
        log.write('\n$ {}\n'.format(' '.join(command)))
        log.flush()
        begin = log.tell()
        status = subprocess.call(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT)
    if status != 0:
        with open(log_path, errors='replace') as log:
            log.seek(begin)
            raise SetupError('{} (log: {})'.format(
                _reason(log.read(), status), log_path))


def _reason(output, status):
    if 'No space left on device' in output:
        return 'the disk is full: make room and call again'
    if 'DO NOT MATCH THE HASHES' in output:
        return ('a downloaded archive is not the expected one (sha256 differs): '
                'check your package index')
    if any(word in output for word in NO_NETWORK):
        return ('no network, packages could not be downloaded: check the connection '
                'or the index and proxy that pip is set to, and call again')
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith('error')]
    last = (errors or lines or ['no output'])[-1].strip()
    return 'a step of the set-up failed with status {}: {}'.format(status, last)
