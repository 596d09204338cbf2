"""Where ModaNet's photos come from."""

import os

from fashionseg.datasets.modanet.photo_folder import PhotoFolder
from fashionseg.datasets.modanet.photo_lmdb import PhotoLmdb
from fashionseg.errors import UserError


def open_photos(path):
    """Opens a folder of photos or PaperDoll's LMDB.

    Args:
        path (str): A folder of ``.jpg`` files; ``photos.lmdb`` as a folder with
            ``data.mdb`` in it, or as one file.

    Returns:
        PhotoFolder or PhotoLmdb: With ``get(photo_id, file_name=None)``, the bytes of
        a photo or None when there is none, and ``sizes`` of pairs of the same. Ids are
        those of the annotations' ``images``.

    Raises:
        UserError: When there is neither.
    """
    if os.path.isfile(path) or os.path.isfile(os.path.join(path, 'data.mdb')):
        return PhotoLmdb(path)
    if not os.path.isdir(path):
        raise UserError(f'there are no photos at {path}; give --modanet-photos a '
                        "folder of them or PaperDoll's photos.lmdb")
    return PhotoFolder(path)
