"""The folder in which a data set is made, which a later call can go on with."""

from contextlib import contextmanager
import errno
import json
import os
import shutil
import sys

from filelock import FileLock, Timeout

from fashionseg.errors import UserError
from fashionseg.files import read_json


@contextmanager
def unfinished_beside(out, request, needed):
    """Makes, or finds again, the folder ``.prepare-NAME`` beside ``out``.

    When the work in it ends well, its ``data`` becomes ``out`` and the rest is
    removed. After an error, Ctrl-C, a kill or on a full disk it stays as it is, and
    the next call with the same request gets it again; a call with another request
    empties it first, and says so on stderr. A second process is kept out.

    Args:
        out (str): What is to be made in the end: a free name or an empty folder.
        request (dict): What decides the content, for JSON.
        needed (int): Estimate of the bytes to be written.

    Yields:
        str: Path of the folder; ``data`` is in it.

    Raises:
        UserError: Too little room on the disk, before or during the work, a folder
            that cannot be written, or another process that is making the same.
    """
    out = os.path.abspath(out)
    parent, name = os.path.split(out)
    folder = os.path.join(parent, f'.prepare-{name}')
    data = os.path.join(folder, 'data')
    try:
        os.makedirs(parent, exist_ok=True)
        _check_room(parent, needed - _bytes_in(data))
        os.makedirs(folder, exist_ok=True)
        with FileLock(os.path.join(folder, 'lock'), timeout=0):
            _claim(folder, request)
            os.makedirs(data, exist_ok=True)
            yield folder
            os.rename(data, out)
        shutil.rmtree(folder, ignore_errors=True)
    except Timeout:
        raise UserError(f'{out} is being made by another process; wait for it or '
                        'choose another folder') from None
    except OSError as e:
        if e.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(
                f'the disk of {parent} is full; free some room and give the same '
                f'command again, it goes on where it was (or remove {folder})'
            ) from None
        raise UserError(f'{out} cannot be written ({e.strerror}: {e.filename}); choose '
                        'another folder') from None


def _check_room(parent, needed):
    free = shutil.disk_usage(parent).free
    if free < needed:
        raise UserError(
            f'the disk of {parent} has {free / 1e6:.0f} MB free and about '
            f'{needed / 1e6:.0f} MB are needed; free some room or choose another '
            'folder')


def _bytes_in(folder):
    return sum(os.path.getsize(os.path.join(place, name))
               for place, _, names in os.walk(folder) for name in names)


def _claim(folder, request):
    """Leaves in the folder what belongs to the request, if anything does."""
    path = os.path.join(folder, 'request.json')
    try:
        found = read_json(path)
    except (FileNotFoundError, ValueError):
        found = None
    if found == request:
        return
    rest = [name for name in os.listdir(folder) if name != 'lock']
    if rest:
        print(f'note: {folder} was left by a call with other photos or options and is '
              'begun anew', file=sys.stderr)
    # The request goes first: without it the rest belongs to nobody.
    for name in sorted(rest, key=lambda name: name != 'request.json'):
        place = os.path.join(folder, name)
        shutil.rmtree(place) if os.path.isdir(place) else os.remove(place)
    with open(path, 'w', encoding='utf-8') as f:
        json.dump(request, f)
