import pytest

from fashionseg.datasets.statistics import class_statistics


def _photo(split, instances, pixels):
    return {'split': split, 'width': 10, 'height': 20, 'instances': instances,
            'pixels': pixels}


def test_counts_and_sizes_by_hand():
    index = {'photos': [
        # two bags share 20 of 200 pixels: 5 % each
        _photo('train', {'1': 2, '2': 1}, {'0': 178, '1': 20, '2': 2}),
        # one bag of 28 pixels: 14 %; a belt that is wholly covered: 0 %
        _photo('train', {'1': 1, '2': 1}, {'0': 172, '1': 28}),
        _photo('eval', {'6': 1}, {'0': 100, '6': 100})]}
    statistics = class_statistics(index)
    bag = statistics['train']['bag']
    assert (bag['instances'], bag['photos']) == (3, 2)
    assert bag['size'] == pytest.approx((5 + 5 + 14) / 3)
    belt = statistics['train']['belt']
    assert (belt['instances'], belt['photos']) == (2, 2)
    assert belt['size'] == pytest.approx((1 + 0) / 2)
    assert statistics['eval']['dress'] == {'instances': 1, 'photos': 1, 'size': 50.0}
    assert statistics['eval']['bag'] == {'instances': 0, 'photos': 0, 'size': None}
    assert len(statistics['train']) == 13 and 'background' not in statistics['train']
