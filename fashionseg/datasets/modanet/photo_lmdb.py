"""ModaNet's photos in PaperDoll's data base."""

import os

import lmdb

from fashionseg.errors import UserError

# Bytes of free pages at its end that an undamaged data base may lack.
_NEVER_WRITTEN = 2 ** 20


class PhotoLmdb:
    """Photos in an LMDB as PaperDoll's ``photos.lmdb``: key = id, value = JPEG.

    PaperDoll writes the id in decimal digits without leading zeros; seven digits with
    them, and the file name without its suffix, are found too. The data base is opened
    for each call, read only and without a lock: that takes less than a millisecond, and
    works in any number of processes and on a disk that cannot be written.

    Args:
        path (str): A folder with ``data.mdb``, or one file.

    Raises:
        UserError: When it cannot be opened or is cut short.
    """

    def __init__(self, path):
        self.path = path
        try:
            with self._open() as data:
                needed = (data.info()['last_pgno'] + 1) * data.stat()['psize']
        except lmdb.Error as e:
            raise UserError(f'{path} is no LMDB of photos ({e}); give --modanet-photos '
                            "PaperDoll's photos.lmdb or a folder") from None
        file = os.path.join(path, 'data.mdb') if os.path.isdir(path) else path
        # Reading past the end would end the process without a word.
        if os.path.getsize(file) < needed - _NEVER_WRITTEN:
            raise UserError(f'{file} is cut short ({os.path.getsize(file)} of {needed} '
                            'bytes); take an undamaged copy')

    def get(self, photo_id, file_name=None):
        """Bytes of a photo, or None when there is none; OSError if unreadable."""
        (photo,) = self._find([(photo_id, file_name)], bytes)
        return photo

    def sizes(self, names):
        """Bytes that photos take, None for each that is not there.

        Args:
            names (iterable): Pairs of photo id and file name.

        Returns:
            list: One int or None for each.
        """
        return self._find(names, len)

    def _open(self):
        # Read-ahead would load megabytes of other photos with each one.
        return lmdb.open(self.path, subdir=os.path.isdir(self.path), readonly=True,
                         lock=False, readahead=False)

    def _find(self, names, take):
        try:
            with self._open() as data, data.begin(buffers=True) as transaction:
                return [_look_up(transaction, *name, take) for name in names]
        except lmdb.Error as e:
            raise OSError(f'{self.path}: {e}') from None


def _look_up(transaction, photo_id, file_name, take):
    keys = [f'{photo_id}', f'{photo_id:0>7}']
    if file_name is not None:
        keys.append(os.path.splitext(os.path.basename(file_name))[0])
    for key in keys:
        value = transaction.get(key.encode())
        if value is not None:
            return take(value)
    return None
