"""Photo files from what the command line names."""

import os

from fashionseg.errors import UserError

SUFFIXES = ('.bmp', '.jpeg', '.jpg', '.png', '.tif', '.tiff', '.webp')


def find_photos(paths):
    """Lists the photos in folders and the files that are named.

    Args:
        paths (iterable of str): Files, and folders, which are not searched deeper.

    Returns:
        list of str: Files, in order; of a folder those that end like a photo.

    Raises:
        UserError: A path is not there, or a folder has no photo.
    """
    photos = []
    for path in paths:
        if os.path.isdir(path):
            names = [name for name in sorted(os.listdir(path))
                     if name.lower().endswith(SUFFIXES)]
            if not names:
                raise UserError(f'{path} has no photo ({", ".join(SUFFIXES)}); name '
                                'another folder')
            photos += [os.path.join(path, name) for name in names]
        elif os.path.isfile(path):
            photos.append(path)
        else:
            raise UserError(f'{path} is not there; name photos or folders of photos')
    return photos
