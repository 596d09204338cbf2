import os

from fashionseg.errors import UserError
from fashionseg.files.find_files import find_files
from fashionseg.metrics.read_label_map import read_label_map
from fashionseg.metrics.segmentation_scores import SegmentationScores

SUFFIXES = ('.npy', '.png')
MOST_NAMED = 5  # of files that one line names


def score_folders(truth, prediction, show=lambda names: names, **options):
    """mIoU, mIoU+ and pooled mIoU of label files that any program wrote.

    A file of one folder belongs to that of the other with the same place and name; the
    endings (``.png``, ``.npy``) may differ. Other files are not looked at.

    Args:
        truth (str): Folder, searched with all that is in it.
        prediction (str): Folder with the same photos.
        show (callable): Wraps the list of names, as a progress bar does.
        **options: ``n_class``, ``connectivity``, ``absent``, ``class_names`` and
            ``ignore_label`` of :class:`SegmentationScores`.

    Returns:
        tuple: Number of photos, and the dictionary of
        :meth:`SegmentationScores.compute`.

    Raises:
        UserError: In one line: files that the other folder does not have, cannot be
            read, or have another size or other values; an option that is wrong.
    """
    truths, predictions = _find(truth), _find(prediction)
    _compare(truths, truth, predictions, prediction)
    _compare(predictions, prediction, truths, truth)
    try:
        scores = SegmentationScores(**options)
    except ValueError as error:
        raise UserError(str(error)) from None
    faults = []
    for name in show(sorted(truths)):
        try:
            scores.update(read_label_map(truths[name]),
                          read_label_map(predictions[name]))
        except (UserError, ValueError) as error:
            where = '' if isinstance(error, UserError) else f'{predictions[name]}: '
            faults.append(f'{where}{error}')
            if len(faults) == MOST_NAMED:
                break
    if faults:
        raise UserError(' | '.join(faults))
    try:
        return scores.n_photo, scores.compute()
    except ValueError as error:
        raise UserError(f'{truth}: {error}') from None


def _find(folder):
    if not os.path.isdir(folder):
        raise UserError(f'{folder} is no folder; name one with labels')
    files = {}
    for path in find_files(folder, SUFFIXES):
        key = os.path.splitext(os.path.relpath(path, folder))[0]
        if key in files:
            raise UserError(f'{files[key]} and {path} are labels of the same photo; '
                            'move one away')
        files[key] = path
    if not files:
        raise UserError(f'{folder} has no labels ({", ".join(SUFFIXES)}); name another '
                        'folder')
    return files


def _compare(files, folder, others, other):
    alone = sorted(set(files) - set(others))
    if alone:
        words = ', '.join(files[name] for name in alone[:MOST_NAMED])
        more = len(alone) - MOST_NAMED
        words += f' and {more} more' if more > 0 else ''
        raise UserError(f'{len(alone)} of the {len(files)} labels in {folder} have no '
                        f'file of that name in {other}: {words}; both folders must '
                        'hold the same photos')
