"""ModaNet into the prepared form, by the paper's protocol."""

from functools import partial
import hashlib

from fashionseg.datasets.balanced_split import balanced_split
from fashionseg.datasets.modanet.find_photos import find_photos
from fashionseg.datasets.modanet.left_out import LeftOut
from fashionseg.datasets.modanet.read_annotations import read_annotations
from fashionseg.datasets.modanet.read_modanet import read_modanet
from fashionseg.datasets.photo_writer import PhotoWriter
from fashionseg.datasets.reuse import holds_prepared
from fashionseg.datasets.unfinished import unfinished_beside
from fashionseg.datasets.write_index import write_index
from fashionseg.datasets.writer import LABEL_BYTES
from fashionseg.errors import UserError
from fashionseg.overlap_rules import OVERLAP_RULES

# Section IV-A: annotated photos, those for evaluation, instances of each class there.
PHOTOS, EVAL_PHOTOS, LEAST_INSTANCES = 52_377, 2_400, 280


def prepare_modanet(out, json_path, photos_path, *, overlap=None, n_train=None,
                    n_eval=None, least_instances=None, seed=None, most_missing=1.):
    """Makes the prepared form, or finds that it is there already.

    Photos that are missing, unreadable or of another size than the annotations say
    are left out and listed in the index.

    Args:
        out (str): Folder to make.
        json_path (str): The train JSON.
        photos_path (str): Folder or LMDB of the photos.
        overlap (str): One of ``OVERLAP_RULES``, default the first.
        n_train (int): Photos for training; default all that evaluation leaves.
        n_eval (int): Photos for evaluation; default the paper's share, 2,400 of
            52,377.
        least_instances (int): Annotations of each class that evaluation has at least;
            default 280 for 2,400 photos, less in proportion.
        seed (int): Of the split, default 0.
        most_missing (float): Share of the photos that may be left out.

    An option that is None asks for nothing: when ``out`` holds the same annotations
    and photos, it may have any value there.

    Returns:
        str: ``out``.

    Raises:
        UserError: For any bad input.
    """
    options = {'overlap': overlap, 'n_train': n_train, 'n_eval': n_eval,
               'least_instances': least_instances, 'seed': seed}
    _check(options, most_missing)
    jobs = read_annotations(json_path)
    there, missing, files, photo_bytes = find_photos(jobs, photos_path)
    with open(json_path, 'rb') as f:
        content = {'annotations_sha256': hashlib.sha256(f.read()).hexdigest(),
                   'files': files}
    asked = {key: value for key, value in options.items() if value is not None}
    if holds_prepared(out, 'modanet', {**content, **asked}):
        return out
    options['overlap'] = overlap or OVERLAP_RULES[0]
    options['seed'] = seed or 0

    left_out = LeftOut(missing, len(jobs), most_missing)
    # Labels depend on neither split nor seed: another split goes on with them.
    request = {'dataset': 'modanet', **content, 'overlap': options['overlap']}
    needed = photo_bytes + len(there) * LABEL_BYTES
    with unfinished_beside(out, request, needed) as folder:
        photos = PhotoWriter(
            folder, partial(read_modanet, options['overlap']), left_out.add)
        # A photo found bad may leave the evaluation part with too few of a class, so
        # that the split is made again without it.
        split = None
        while split is None or not split.keys() <= photos.entries.keys():
            bad = left_out.ids()
            good = [job for job in there if job['id'] not in bad]
            split, sizes = _split(good, options)
            photos.write([job for job in good if job['id'] in split])
        findings = _findings(left_out.lists, [photos.entries[i] for i in split])
        write_index(photos.data, 'modanet', {**content, **options, **sizes},
                    photos.entries, split, findings=findings)
    return out


def _check(options, most_missing):
    if options['overlap'] not in (None, *OVERLAP_RULES):
        raise UserError(f'there is no overlap rule {options["overlap"]!r}; take '
                        + ', '.join(OVERLAP_RULES))
    for key in ('least_instances', 'seed'):
        if (options[key] or 0) < 0:
            raise UserError(f'--{key.replace("_", "-")} {options[key]}: it must be at '
                            'least 0')
    if not 0 <= most_missing <= 1:
        raise UserError(f'--most-missing {most_missing}: give a share from 0 to 1')


def _split(jobs, options):
    n_eval, least = options['n_eval'], options['least_instances']
    if n_eval is None:
        n_eval = max(1, round(len(jobs) * EVAL_PHOTOS / PHOTOS))
    if least is None:
        least = LEAST_INSTANCES * min(n_eval, EVAL_PHOTOS) // EVAL_PHOTOS
    counts = {}
    for job in jobs:
        counts[job['id']] = count = {}
        for annotation in job['annotations']:
            category = annotation['category_id']
            count[category] = count.get(category, 0) + 1
    split = balanced_split(counts, options['n_train'], n_eval, least, options['seed'])
    return split, {'n_train': len(split) - n_eval, 'n_eval': n_eval,
                   'least_instances': least}


def _findings(lists, entries):
    pixels = sum(entry['width'] * entry['height'] for entry in entries)
    decided = sum(entry['overlap_pixels'] for entry in entries)
    return {'left_out': {reason: sorted(ids) for reason, ids in lists.items()},
            'without_annotations': sum(not entry['instances'] for entry in entries),
            'overlap_share': decided / pixels}
