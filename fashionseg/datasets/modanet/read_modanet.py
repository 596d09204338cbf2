"""ModaNet's photos as jobs of the writer."""

from fashionseg.datasets.modanet.open_photos import open_photos
from fashionseg.datasets.modanet.paint_label import paint_label


def read_modanet(overlap, job):
    """Reads a photo and paints its label.

    Args:
        overlap (str): One of ``OVERLAP_RULES``.
        job (dict): From :func:`~fashionseg.datasets.modanet.read_annotations.
            read_annotations`, with ``path``, where the photos are.

    Returns:
        tuple: bytes of the photo file; its label, uint8 (height, width); dict with
        ``instances`` (class id to number of annotations) and ``overlap_pixels``, the
        number of pixels whose class the rule decides.

    Raises:
        OSError: When the photo cannot be read.
    """
    photo = open_photos(job['path']).get(job['photo_id'], job['file_name'])
    if photo is None:
        raise OSError('it is gone')
    label, overlap_pixels = paint_label(
        job['annotations'], job['height'], job['width'], overlap)
    classes = [annotation['category_id'] for annotation in job['annotations']]
    return photo, label, {'instances': {c: classes.count(c) for c in classes},
                          'overlap_pixels': overlap_pixels}
