"""What can be wrong with ModaNet's files, and what prepare does about it."""

from typing import NamedTuple


class FaultKind(NamedTuple):
    """One kind of fault in words, for one case and for several."""

    one: str
    several: str
    effect: str
    stops: bool  # whether prepare refuses the file


_CORRECT = 'prepare stops until the file is corrected'
_WITHOUT = 'prepare goes on without'

FAULT_KINDS = {
    'photo_entries': FaultKind(
        'photo is listed without an id, a file name or a size',
        'photos are listed without an id, a file name or a size', _CORRECT, True),
    'photos_twice': FaultKind(
        'photo is listed twice', 'photos are listed twice', _CORRECT, True),
    'unknown_photos': FaultKind(
        'annotation is of a photo that is not listed',
        'annotations are of photos that are not listed', _CORRECT, True),
    'unknown_categories': FaultKind(
        'annotation has a category id outside 1..13',
        'annotations have a category id outside 1..13', _CORRECT, True),
    'unreadable_segmentations': FaultKind(
        'segmentation cannot be read', 'segmentations cannot be read', _CORRECT, True),
    'missing_photos': FaultKind(
        'photo is missing', 'photos are missing', _WITHOUT, False),
    'unreadable_photos': FaultKind(
        'photo cannot be read', 'photos cannot be read', _WITHOUT, False),
    'other_sizes': FaultKind(
        'photo is of another size than the file says',
        'photos are of another size than the file says', _WITHOUT, False),
    'photos_without_annotations': FaultKind(
        'photo has no annotations', 'photos have no annotations',
        'prepare takes every pixel for background', False),
    'annotation_ids_twice': FaultKind(
        'annotation id is used more than once',
        'annotation ids are used more than once',
        'prepare uses each annotation', False),
    'polygons_outside': FaultKind(
        'annotation has corners outside its photo',
        'annotations have corners outside their photos',
        'prepare cuts off what is outside', False),
    'empty_segmentations': FaultKind(
        'segmentation covers no pixel', 'segmentations cover no pixel',
        'prepare counts an instance without pixels', False),
}
