"""Where a result comes from."""

import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def current_commit():
    """Commit of the source, with '+changes' when files differ from it.

    Returns:
        str: 40 hexadecimal digits, or 'unknown' outside a git repository.
    """
    try:
        commit = _git('rev-parse', 'HEAD')
        changes = _git('status', '--porcelain', '--untracked-files=no')
    except (OSError, subprocess.CalledProcessError):
        return 'unknown'
    return commit + ('+changes' if changes else '')


def _git(*args):
    return subprocess.run(
        ('git', '-C', ROOT) + args, check=True, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout.strip()
