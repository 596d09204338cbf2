import pytest

from fashionseg.questions import measure_overlap


def _box(category, left, top, right, bottom):
    return {'category_id': category, 'iscrowd': 0, 'id': category, 'segmentation': [
        [left, top, right, top, right, bottom, left, bottom]]}


# 10 x 10: a dress of 60 pixels, then a belt of 20 on 10 of them, then a bag alone.
PHOTO = ([_box(6, 0, 0, 10, 6), _box(2, 0, 5, 10, 7), _box(1, 0, 8, 4, 10)], 10, 10)


def test_belt_on_a_dress():
    found = measure_overlap([PHOTO])
    assert found['n_photo'] == 1
    # Row 5 is both; 78 pixels have a class.
    assert found['decided'] == 10 / 100
    assert found['decided_of_labelled'] == pytest.approx(10 / 78)
    # The belt is smaller and comes last: both rules put it on top.
    assert found['rules']['last-wins'] == {
        'changed': 0, 'miou': 1, 'miou_plus': 1, 'pooled_miou': 1}
    # First wins: dress 60 of 60 for 50, belt 10 for 20.
    first = found['rules']['first-wins']
    assert first['changed'] == pytest.approx(10 / 78)
    expected = (1 + 1 + 10 / 20 + 50 / 60) / 4  # background, bag, belt, dress
    assert first['miou'] == first['pooled_miou'] == pytest.approx(expected)


def test_one_class_over_itself_decides_nothing():
    found = measure_overlap([([_box(6, 0, 0, 5, 5), _box(6, 0, 0, 10, 10)], 10, 10)])
    assert found['decided'] == 0
    assert all(rule['changed'] == 0 for rule in found['rules'].values())


def test_two_photos_are_counted_together():
    alone = ([_box(9, 0, 0, 10, 10)], 10, 10)
    assert measure_overlap([PHOTO, alone])['decided'] == 10 / 200


@pytest.mark.parametrize('photos', [[], [([], 4, 4)]])
def test_nothing_to_paint(photos):
    with pytest.raises(ValueError, match='no annotation covers a pixel'):
        measure_overlap(photos)
