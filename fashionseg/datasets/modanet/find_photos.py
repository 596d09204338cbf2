"""Which of the annotated photos are there."""

import hashlib

from fashionseg.datasets.modanet.open_photos import open_photos
from fashionseg.errors import UserError


def find_photos(jobs, path):
    """Looks for the photos without reading them.

    Args:
        jobs (list of dict): From :func:`~fashionseg.datasets.modanet.
            read_annotations.read_annotations`.
        path (str): As in :func:`~fashionseg.datasets.modanet.open_photos.open_photos`.

    Returns:
        tuple: list of the jobs whose photo is there, with ``path`` added; list of str,
        the sorted ids of the others; SHA-256 of the ids and sizes of those that are
        there, which is the same for a folder and an LMDB of the same photos; their
        size in bytes.

    Raises:
        UserError: When there is no photo at all, or their place cannot be read.
    """
    names = [(job['photo_id'], job['file_name']) for job in jobs]
    try:
        sizes = open_photos(path).sizes(names)
    except OSError as e:
        raise UserError(
            f'{path} cannot be read ({e}); take an undamaged copy') from None
    sizes = dict(zip((job['id'] for job in jobs), sizes))
    there = [{**job, 'path': path} for job in jobs if sizes[job['id']] is not None]
    missing = sorted(i for i, size in sizes.items() if size is None)
    if not there:
        raise UserError(f'none of the {len(jobs)} annotated photos is in {path} (the '
                        f'first is {missing[0]}); give --modanet-photos')
    listing = sorted(f'{job["id"]} {sizes[job["id"]]}' for job in there)
    return (there, missing, hashlib.sha256('\n'.join(listing).encode()).hexdigest(),
            sum(sizes[job['id']] for job in there))
