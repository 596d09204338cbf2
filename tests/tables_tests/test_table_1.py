"""Table I from made-up counts, and the sentence on what it counts."""

import pytest
from tests.tables_tests.read_back import grid_of, numbers, read_csv, write

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.statistics import class_statistics
from fashionseg.tables.judge_counts import judge_counts
from fashionseg.tables.read_published import read_published

TRAINING = '## Training photos (49,977 in the paper, 3 here)\n'


def made_up_statistics():
    counts = {name: {'annotations': 2, 'photos': 1, 'annotation_size': 1.25,
                     'photo_size': 2.5} for name in CLASS_NAMES[1:]}
    counts['belt'] = {'annotations': 0, 'photos': 0, 'annotation_size': None,
                      'photo_size': None}
    return {split: {'n_photo': 3, 'classes': counts} for split in ('train', 'eval')}


def test_both_counts_and_both_sizes_beside_the_published(results_dir):
    out_dir = write(results_dir, statistics=made_up_statistics())
    text = (out_dir / 'table_1.md').read_text(encoding='utf-8')
    rows = grid_of(text, TRAINING)
    assert rows[0] == ['class', 'instances publ.', 'annotations', 'diff.',
                       'photos with it', 'diff.', 'size in % publ.',
                       'of an annotation', 'diff.', 'of it in a photo', 'diff.']
    assert rows[2] == ['bag', '19,603', '2', '-19,601', '1', '-19,602',
                       '2.46', '1.25', '-1.21', '2.50', '+0.04']
    assert rows[3] == ['belt', '13,081', '0', '-13,081', '0', '-13,081',
                       '0.46', 'absent', 'n/a', 'absent', 'n/a']
    # Twelve classes with two pieces in one photo each.
    assert rows[-1][:6] == ['all classes', '206,190', '24', '-206,166', '12',
                            '-206,178']
    assert set(rows[-1][6:]) == {'n/a'}
    assert '## Evaluation photos (2,400 in the paper, 3 here)\n' in text


def test_csv_has_both_counts_and_both_sizes(results_dir):
    lines = read_csv(write(results_dir, statistics=made_up_statistics())
                     / 'table_1.csv')
    assert numbers(lines['bag', 'evaluation instances, as annotations']) == [
        '948', '2', 'n/a', '1', '-946']
    assert numbers(lines['bag', 'evaluation instances, as photos with the class']) == [
        '948', '1', 'n/a', '1', '-947']
    assert numbers(lines['bag', 'evaluation size in %, of an annotation']) == [
        '2.53', '1.25', 'n/a', '1', '-1.28']
    assert numbers(lines['bag', 'evaluation size in %, of the class in a photo']) == [
        '2.53', '2.5', 'n/a', '1', '-0.03']
    belt = lines['belt', 'training size in %, of an annotation']
    assert belt['ours_mean'] == 'absent'
    total = lines['all classes', 'evaluation instances, as annotations']
    assert total['published'] == '9985'
    # 13 classes with two counts and two sizes, two totals, in two splits.
    assert len(lines) == 2 * (13 * 4 + 2)


def test_statistics_as_their_room_gives_them(results_dir):
    # Two bags on 50 of 1000 pixels: 2.5 percent each, 5 percent together.
    photo = {'split': 'train', 'width': 50, 'height': 20, 'instances': {'1': 2},
             'pixels': {'1': 50}}
    out_dir = write(results_dir, statistics=class_statistics({'photos': [photo]}))
    rows = grid_of((out_dir / 'table_1.md').read_text(encoding='utf-8'),
                   TRAINING.replace('3 here', '1 here'))
    assert rows[2] == ['bag', '19,603', '2', '-19,601', '1', '-19,602',
                       '2.46', '2.50', '+0.04', '5.00', '+2.54']
    assert rows[3][-2] == 'absent'


def test_without_statistics(results_dir):
    out_dir = write(results_dir)
    lines = read_csv(out_dir / 'table_1.csv')
    assert {line['ours_mean'] for line in lines.values()} == {'not counted'}
    text = (out_dir / 'table_1.md').read_text(encoding='utf-8')
    assert '## Training photos (49,977 in the paper, not counted here)\n' in text
    assert "ModaNet's photos" not in text


# From here on: which count matches. Counts are the published ones times a factor.

def scaled(annotations, photos, annotation_size=1, photo_size=2, n_photo=49977):
    printed = read_published()['data']['train']
    share = n_photo / 49977
    classes = {name: {'annotations': count * annotations * share,
                      'photos': count * photos * share,
                      'annotation_size': size * annotation_size,
                      'photo_size': size * photo_size}
               for name, (count, size) in printed.items()}
    return {'train': {'n_photo': n_photo, 'classes': classes}}


def sentence(statistics, dataset='modanet'):
    text, = judge_counts(read_published(), dataset, statistics)
    return text


@pytest.mark.parametrize('n_photo', [49977, 30000])
def test_the_count_that_matches_is_named_also_when_photos_are_missing(n_photo):
    text = sentence(scaled(1.25, 1.02, .5, 1, n_photo))
    assert text == (
        f"Compared on our {n_photo:,d} training photos, counts scaled to the paper's "
        '49,977. The count of photos with the class differs from Table I by 2.0 % '
        '(mean over the classes), that of annotations by 25.0 %: that of photos with '
        'the class matches. The size of the class in a photo differs from Table I by '
        '0.0 % (mean over the classes), that of an annotation by 50.0 %: that of the '
        'class in a photo matches.')


@pytest.mark.parametrize('annotations, photos, words', [
    (1.01, .8, 'by 20.0 %: that of annotations matches.'),
    (1.2, .9, 'that of annotations by 20.0 %: neither matches (within 5 %); that of '
              'photos with the class is nearer.'),
    (1.04, .99, 'both match; that of photos with the class is nearer.'),
    (1, 1, 'this does not tell them apart.')])
def test_neither_or_both_match(annotations, photos, words):
    assert words in sentence(scaled(annotations, photos))


def test_the_distance_is_a_mean_over_classes():
    statistics = scaled(1, 1)
    # 13 percent too many bags, the other twelve classes exact: 1 percent.
    statistics['train']['classes']['bag']['annotations'] *= 1.13
    assert 'that of annotations by 1.0 %' in sentence(statistics)


def test_classes_without_a_size_are_left_out():
    statistics = scaled(1, 1, annotation_size=1.1)
    statistics['train']['classes']['belt'].update(annotation_size=None)
    assert 'of an annotation differs from Table I by 10.0 %' in sentence(statistics)
    for of_class in statistics['train']['classes'].values():
        of_class.update(annotation_size=None, photo_size=None)
    assert sentence(statistics).endswith('No size can be compared.')


def test_no_photo_at_all():
    text = sentence(scaled(0, 0, n_photo=0))
    assert 'differs from Table I by 100.0 %' in text


@pytest.mark.parametrize('dataset', ['generated', 'ccp'])
def test_other_photos_cannot_tell(dataset):
    other = ("These are not ModaNet's photos: which count and which size the published "
             'table has cannot be told from them.')
    assert sentence(scaled(2, 1), dataset) == other
    assert sentence(scaled(1, 1), dataset) == (
        other + ' Here no photo has two annotations of a class, so both counts are the '
        'same.')


def test_the_sentence_stands_in_the_table(results_dir):
    text = (write(results_dir, statistics=made_up_statistics())
            / 'table_1.md').read_text(encoding='utf-8')
    assert "- These are not ModaNet's photos: " in text
