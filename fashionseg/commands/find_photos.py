"""Photo files from what the command line names."""

from collections import namedtuple
import os

from fashionseg.errors import UserError
from fashionseg.files import find_files

# HEIC is among them so that a photo that cannot be read is named, not passed over.
SUFFIXES = ('.avif', '.bmp', '.gif', '.heic', '.heif', '.jfif', '.jpe', '.jpeg', '.jpg',
            '.png', '.tif', '.tiff', '.webp')

FoundPhoto = namedtuple('FoundPhoto', 'path root name')
FoundPhoto.__doc__ = """A photo that was found.

* ``path``: Where it is.
* ``root``: The folder that was named, or that of a named file.
* ``name``: Its place below that folder.
"""


def find_photos(paths, leave_out=None):
    """Lists the files that are named and the photos in the folders that are named.

    Args:
        paths (iterable of str): Files, and folders, which are searched with all that
            is in them for files that end like a photo.
        leave_out (str): Folder that is not searched, such as that of the results.

    Returns:
        list of FoundPhoto: Each path once, in order.

    Raises:
        UserError: A path is not there, or a folder has no photo.
    """
    photos = {}
    for path in paths:
        if os.path.isdir(path):
            found = [FoundPhoto(file, path, os.path.relpath(file, path))
                     for file in find_files(path, SUFFIXES, leave_out)]
            if not found:
                raise UserError(f'{path} has no photo ({", ".join(SUFFIXES)}); name '
                                'another folder')
        elif os.path.isfile(path):
            found = [FoundPhoto(path, *os.path.split(path))]
        else:
            raise UserError(f'{path} is not there; name photos or folders of photos')
        for photo in found:
            photos.setdefault(os.path.abspath(photo.path), photo)
    return list(photos.values())
