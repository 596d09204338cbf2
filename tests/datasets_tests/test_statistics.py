import pytest

from fashionseg.datasets.statistics import class_statistics


def _photo(split, instances, pixels):
    return {'split': split, 'width': 10, 'height': 20, 'instances': instances,
            'pixels': pixels}


def test_counts_and_sizes_by_hand():
    index = {'photos': [
        # two bags share 20 of 200 pixels: 5 % each, 10 % of the photo
        _photo('train', {'1': 2, '2': 1}, {'0': 178, '1': 20, '2': 2}),
        # one bag of 28 pixels: 14 %; a belt that is wholly covered: 0 %
        _photo('train', {'1': 1, '2': 1}, {'0': 172, '1': 28}),
        # nothing worn: a photo of the split all the same
        _photo('train', {}, {'0': 200}),
        _photo('eval', {'6': 1}, {'0': 100, '6': 100})]}
    statistics = class_statistics(index)
    assert {split: part['n_photo'] for split, part in statistics.items()} == {
        'train': 3, 'eval': 1}
    train, held_out = (statistics[split]['classes'] for split in ('train', 'eval'))
    bag = train['bag']
    assert (bag['annotations'], bag['photos']) == (3, 2)
    assert bag['annotation_size'] == pytest.approx((5 + 5 + 14) / 3)
    assert bag['photo_size'] == pytest.approx((10 + 14) / 2)
    belt = train['belt']
    assert (belt['annotations'], belt['photos']) == (2, 2)
    assert belt['annotation_size'] == belt['photo_size'] == pytest.approx((1 + 0) / 2)
    assert held_out['dress'] == {
        'annotations': 1, 'photos': 1, 'annotation_size': 50., 'photo_size': 50.}
    assert held_out['bag'] == {
        'annotations': 0, 'photos': 0, 'annotation_size': None, 'photo_size': None}
    assert len(train) == 13 and 'background' not in train
