"""ModaNet's photos as files."""

import os


class PhotoFolder:
    """Photos in one folder.

    A photo is found under the name that the annotations give it, or under its id with
    and without leading zeros: ``0100014.jpg``, ``100014.jpg``.

    Args:
        path (str): The folder.
    """

    def __init__(self, path):
        self.path = path

    def get(self, photo_id, file_name=None):
        """Bytes of a photo file, or None when there is none; OSError if unreadable."""
        path = self._find(photo_id, file_name)
        if path is None:
            return None
        with open(path, 'rb') as f:
            return f.read()

    def sizes(self, names):
        """Bytes that photos take, None for each that is not there.

        Args:
            names (iterable): Pairs of photo id and file name.

        Returns:
            list: One int or None for each.
        """
        paths = [self._find(*name) for name in names]
        return [None if path is None else os.path.getsize(path) for path in paths]

    def _find(self, photo_id, file_name):
        names = [f'{photo_id:0>7}.jpg', f'{photo_id}.jpg']
        if file_name is not None:
            names.insert(0, file_name)
        paths = (os.path.join(self.path, name) for name in names)
        return next((path for path in paths if os.path.isfile(path)), None)
