"""Writes the prepared form, whole or not at all."""

from fashionseg.datasets.photo_writer import PhotoWriter
from fashionseg.datasets.unfinished import unfinished_beside
from fashionseg.datasets.write_index import write_index
from fashionseg.errors import UserError

# Fair upper guess of one label PNG with its share of the index.
LABEL_BYTES = 12_000


def write_prepared(out, dataset, source, jobs, read, photo_bytes):
    """Writes a data set of which every photo has to be good.

    ``out`` appears when it is whole. What an interrupted call has written is kept in
    a hidden folder beside it, for the next call.

    Args:
        out (str): Folder to make; a free name or an empty folder.
        dataset (str): ``generated``, ``ccp`` or ``modanet``.
        source (dict): Facts that decide the content, for the index.
        jobs (list of dict): One per photo: ``id``, ``split``, ``path`` (the place that
            messages name), and whatever ``read`` needs. Picklable.
        read (callable): As in :func:`~fashionseg.datasets.write_photo.write_photo`;
            at module level.
        photo_bytes (int): Size of all photos, to check the room on the disk.

    Returns:
        str: ``out``.

    Raises:
        UserError: A photo that cannot be used, no room on the disk, or a folder that
            cannot be written.
    """
    request = {'dataset': dataset, 'source': source}
    needed = photo_bytes + len(jobs) * LABEL_BYTES
    with unfinished_beside(out, request, needed) as folder:
        photos = PhotoWriter(folder, read, _refuse)
        photos.write(jobs)
        write_index(photos.data, dataset, source, photos.entries,
                    {job['id']: job['split'] for job in jobs})
    return out


def _refuse(photo):
    raise UserError(photo['message'])
