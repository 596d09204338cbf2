"""Open questions of Section IV-C: mIoU and mIoU+."""

import statistics

from fashionseg.classes import CLASS_NAMES
from fashionseg.questions.question import Question


def _absent_evidence(published):
    """The rarest class if photos without it counted 1."""
    held = published['data']['eval']
    name = min(held, key=lambda name: held[name][0])
    n, n_photo = held[name][0], published['photos']['eval']
    best = max(published['iou'][name].values())
    return (f'The {n} instances of {name} in Table I lie in at most {n} of the '
            f'{n_photo:,d} photos. If the others counted 1, a network that never '
            f'predicts {name} would have an IoU of {1 - n / n_photo:.2f} for it; the '
            f'best in Table III is {best:.3f}.')


def _background_evidence(published):
    """Printed means beside the means of the rows with and without the background."""
    parts = []
    for table, key, mean in (('III', 'iou', 'mIoU'), ('IV', 'iou_plus', 'mIoU+')):
        rows = [published[key][name]['A'] for name in CLASS_NAMES]
        parts.append(
            f'{mean} of A is printed {published[key][mean]["A"]:.3f} in Table {table}; '
            f'its rows have a mean of {statistics.fmean(rows):.4f} with the background '
            f'and {statistics.fmean(rows[1:]):.4f} without')
    return '; '.join(parts) + '.'


METRICS = (
    Question(
        'Is IoU a mean over photos or a ratio of sums?',
        'Eq. 9',
        'A mean over the photos of the ratio in each photo. Most programs and '
        'benchmarks add up the pixels of all photos first.',
        'As printed. The ratio of sums is computed too and called pooled IoU, since '
        'readers compare with it.',
        no_option='every result has both', effect='pooled'),
    Question(
        'What does a photo count that has a class in neither map?',
        'Eqs. 9, 11 and 13',
        'N is the number of all photos. For a class in neither map Eq. 9 is 0 / 0, and '
        'Eq. 11 divides by the number of components, 0.',
        'It is left out of the mean of that class. A class in one of the two maps '
        'counts 0. Counted as 1, rare classes would come out far above Tables III and '
        'IV.',
        reading='absent', effect='absent', evidence=_absent_evidence),
    Question(
        'What is one connected component?',
        'Eq. 11',
        'Connected components are not defined.',
        "Pixels that share an edge (4), SciPy's default; of any area, from one pixel "
        'up.',
        reading='connectivity', effect='connectivity'),
    Question(
        'What is the "and" of two scores?',
        'Eq. 12',
        'SS is CCSS(U, V) "and" CCSS(V, U), a logical sign between two numbers.',
        'The smaller of the two, as in fuzzy logic: noise in the prediction or a '
        'missing piece of the truth lowers it.',
        no_option='the sign has no other usual meaning for numbers in [0, 1]'),
    Question(
        'Is mIoU+ a mean over photos first or over classes first?',
        'Eqs. 13 and 14',
        'Eq. 13 averages a class over the photos. Eq. 14 averages the classes of one '
        'photo, U and V, and calls that mIoU+.',
        'The mean over the classes of Eq. 13, as in Eq. 10 for mIoU: the means of '
        'Table IV are those of its rows. Both orders agree only when every photo has '
        'every class.',
        no_option='Table IV decides', effect='photo_mean'),
    Question(
        'Does the background count as a class?',
        'Eqs. 10 and 14',
        'M and K are the number of classes; 13 or 14 is not said.',
        '14 classes: the tables have a row for the background.',
        no_option='Tables III and IV decide', evidence=_background_evidence,
        effect='no_background'),
    Question(
        'Is a photo scored at 224 x 224 or at its own size?',
        'Section IV-B',
        'All networks are trained and evaluated "with input and output sizes of 224 x '
        '224".',
        'At 224 x 224, with the label scaled by nearest neighbour.',
        no_option='the text names the output size', effect='own_size'),
    Question(
        'What is the score of a class that no photo has?',
        'Eqs. 9 to 14',
        'This cannot happen in the evaluation set of the paper.',
        'It has none, is shown as such, and is left out of the mean over the classes.',
        no_option='any number would be invented'),
)
