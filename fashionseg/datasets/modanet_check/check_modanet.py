"""All checks of ModaNet's files, one after the other."""

from functools import partial
import hashlib

from fashionseg.datasets.modanet.open_photos import open_photos
from fashionseg.datasets.modanet.read_document import TRAIN_JSON, read_document
from fashionseg.datasets.modanet_check.category_names import other_names
from fashionseg.datasets.modanet_check.check_document import check_document
from fashionseg.datasets.modanet_check.check_photo import check_photo
from fashionseg.datasets.modanet_check.fault_kinds import FAULT_KINDS
from fashionseg.datasets.modanet_check.known_copies import KNOWN_COPIES
from fashionseg.datasets.modanet_check.overlap_counts import OverlapCounts
from fashionseg.datasets.workers import map_in_workers

_NOTHING_TO_USE = (
    'it has no annotations (those of the official validation file were kept back for '
    'a challenge), so that no score can be computed on it; use a part of the train '
    'file instead, as the paper does: prepare modanet --modanet-json '
    f'{TRAIN_JSON} keeps 2,400 of its photos for evaluation')


def check_modanet(json_path, photos_path=None):
    """Looks for faults in an annotation file and in its photos.

    Args:
        json_path (str): The annotations.
        photos_path (str): Folder or LMDB of the photos; None leaves them unseen.

    Returns:
        tuple: the report, a dict of

        * ``md5`` of the file; ``copy``, what it is known as, or None;
        * ``n_photo`` and ``n_annotation`` that it lists;
        * ``other_names``: see :func:`~fashionseg.datasets.modanet_check.
          category_names.other_names`;
        * ``unusable``: why there is nothing to use, or None;
        * ``faults``: kind to list of dict (``photo``, ``annotation``, ``why``, as far
          as known);
        * ``overlaps``: see :class:`~fashionseg.datasets.modanet_check.overlap_counts.
          OverlapCounts`;

        and list of dict, the photos that have no fault themselves, with those of their
        annotations that can be read.

    Raises:
        UserError: When the file is none of COCO's form, or ``photos_path`` holds no
            photos.
    """
    if photos_path is not None:
        open_photos(photos_path)
    content = read_document(json_path)
    faults = {kind: [] for kind in FAULT_KINDS}
    report = {'md5': _md5(json_path), 'n_photo': len(content['images']),
              'n_annotation': len(content['annotations']),
              'other_names': other_names(content), 'unusable': None, 'faults': faults}
    report['copy'] = KNOWN_COPIES.get(report['md5'])
    overlaps = OverlapCounts()
    if report['n_annotation']:
        jobs = check_document(content, faults)
        # Gone before the workers come.
        del content
        jobs = _check_photos(jobs, photos_path, faults, overlaps)
        if not jobs:
            report['unusable'] = f'none of its photos at {photos_path} can be used'
    else:
        jobs = []
        report['unusable'] = _NOTHING_TO_USE
    return {**report, 'overlaps': overlaps.summary()}, jobs


def _check_photos(jobs, photos_path, faults, overlaps):
    good = []
    waiting = iter(jobs)

    def take(result):
        job = next(waiting)
        found, pixels = result
        overlaps.add(job, pixels)
        for kind, fault in found:
            faults[kind].append(fault)
        if not any('annotation' not in fault for _, fault in found):
            good.append(job)

    map_in_workers(partial(check_photo, photos_path), jobs, 'checking', take)
    return good


def _md5(path):
    md5 = hashlib.md5(usedforsecurity=False)
    with open(path, 'rb') as f:
        while block := f.read(2 ** 20):
            md5.update(block)
    return md5.hexdigest()
