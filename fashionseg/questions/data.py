"""Open questions of Section IV-A: photos, annotations, split."""

import math
import statistics

from fashionseg.questions.question import Question

# Of the released training file, counted by its users: eBay/modanet, issue 4.
_N_RELEASED = 265_705
_N_INSTANCE = 280  # Section IV-A


def _split_evidence(published):
    """The class whose count in the evaluation set stands out most."""
    photos = published['photos']
    share = photos['eval'] / (photos['train'] + photos['eval'])
    rows, chance = [], 1
    for name, (held, _) in published['data']['eval'].items():
        total = held + published['data']['train'][name][0]
        # As if each instance were drawn on its own.
        drawn = statistics.NormalDist(
            total * share, math.sqrt(total * share * (1 - share)))
        chance *= 1 - drawn.cdf(_N_INSTANCE - 0.5)
        rows.append((drawn.zscore(held), name, held, drawn.mean))
    deviations, name, held, expected = max(rows)
    return (f'A plain draw of {share:.1%} of the photos would have about '
            f'{expected:.0f} instances of {name}; Table I has {held}, '
            f'{deviations:.1f} standard deviations more. Roughly one plain draw in '
            f'{10 ** round(-math.log10(chance)):,d} has {_N_INSTANCE} of each class: '
            'the photos were probably chosen in another way than by drawing anew.')


def _count_evidence(published):
    """The sums of Table I beside the annotations of the released file."""
    train, held = (sum(n for n, _ in published['data'][split].values())
                   for split in ('train', 'eval'))
    return (f'Table I sums to {train:,d} + {held:,d} = {train + held:,d} instances, '
            f'{(train + held) / _N_RELEASED:.0%} of the {_N_RELEASED:,d} annotations '
            'that users counted in the released training file (eBay/modanet, issue 4).'
            )


DATA = (
    Question(
        'Which photos are annotated?',
        'Sections I and IV-A',
        '55,176 photos are "fully annotated", 2,799 of them for validation; Section '
        'IV-A then splits the training photos only.',
        'The training photos. The released validation file lists its 2,799 photos and '
        'no annotation.',
        no_option='there is nothing to score the validation photos against'),
    Question(
        'How was the split drawn so that each class has 280 instances?',
        'Section IV-A, Table I',
        '"The randomized splitting process is constrained"; neither the process nor a '
        'list of the photos is given.',
        'At random by a seed, then photos are exchanged until each class has its 280. '
        'The lists and their hash are kept, and every result carries the hash.',
        options=('prepare --least-instances', 'prepare --seed', 'prepare --n-eval'),
        evidence=_split_evidence),
    Question(
        'What is an instance?',
        'Table I, Section IV-A',
        '"Inst. Count", and "at least 280 instances of each class"; whether two shoes '
        'of a photo are one instance or two is not said.',
        'Annotations decide the split. Table I is shown with both counts, annotations '
        'and photos with the class, and says which is nearer to the paper.',
        no_option='every Table I has both', evidence=_count_evidence),
    Question(
        'What is the average size of an instance?',
        'Table I',
        'A percentage, of what is not said.',
        'Of the area of the photo, visible pixels only; shown for an annotation and '
        'for the class in a photo.',
        no_option='every Table I has both'),
    Question(
        'Which class has a pixel that several polygons cover?',
        'not mentioned',
        "ModaNet's polygons overlap; programs about paint the first, the last, or the "
        'smaller one.',
        'The larger polygon is painted first, so that a belt stays visible on a dress. '
        'The rule and the share of pixels that it decides are kept with the data.',
        options=('prepare --overlap last-wins', 'prepare --overlap first-wins'),
        effect='overlap'),
    Question(
        'What about photos without annotations?',
        'Section IV-A',
        'All 52,377 photos are split; some of them have no annotation.',
        'They take part as background: the counts of the paper leave no photo out.',
        no_option='the counts of Section IV-A decide'),
    Question(
        'Where do the figures come from?',
        'Figs. 1, 4 and 5',
        'They show photos of a "custom street fashion data set" from Pexels.com, '
        'labelled by the authors, which is not ModaNet.',
        'Our figures show photos of the data set that was trained on.',
        no_option='the photos and labels are not published'),
)
