"""Files of some kinds in a folder and below."""

import os


def find_files(folder, suffixes, leave_out=None):
    """Finds files by their endings, in every folder below, links followed.

    A folder that is reached twice, as by a link to one above it, is searched once.
    Names that start with a dot are passed over: they are hidden, or what macOS leaves
    beside a file.

    Args:
        folder (str): Where to look.
        suffixes (tuple of str): Endings in lower case, with their dot; those of the
            files may be in any case.
        leave_out (str): Folder below which nothing is searched; need not be there.

    Yields:
        str: Paths that start with ``folder``, sorted folder by folder. Links to
        nothing are among them; pipes and devices, which may never end, are not.

    Raises:
        OSError: A folder cannot be read.
    """
    seen = set()
    if leave_out is not None:
        seen.add(os.path.realpath(leave_out))
    for place, folders, names in os.walk(folder, onerror=_fail, followlinks=True):
        true_place = os.path.realpath(place)
        if true_place in seen:
            folders.clear()
            continue
        seen.add(true_place)
        folders[:] = sorted(name for name in folders if not name.startswith('.'))
        for name in sorted(names):
            path = os.path.join(place, name)
            if not name.startswith('.') and name.lower().endswith(suffixes) \
                    and (os.path.isfile(path) or not os.path.exists(path)):
                yield path


def _fail(error):
    raise error
