"""The published numbers: complete, and consistent with themselves."""

from decimal import Decimal

import pytest

from fashionseg.errors import UserError
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.read_published import PAPER_DIR, read_published


@pytest.mark.parametrize('name, not_nearest', [
    ('table3_iou.csv', {}),
    # The means of D and F, 0.3636 and 0.3926, are printed rounded down.
    ('table4_iou_plus.csv', {'D': ('0.3636', '0.363'), 'F': ('0.3926', '0.392')}),
])
def test_mean_rows_are_means_of_the_class_rows(name, not_nearest):
    # Read with another parser, in decimal arithmetic: 0.5 in the last digit matters.
    head, *lines = [line.split(',') for line in
                    (PAPER_DIR / name).read_text().split('\n') if line]
    assert len(lines) == 15 and len(head) == 13
    for column in range(1, 13):
        mean = sum(Decimal(line[column]) for line in lines[:14]) / 14
        printed = lines[14][column]
        if head[column] in not_nearest:
            rounded = mean.quantize(Decimal('.0001'))
            assert (str(rounded), printed) == not_nearest[head[column]]
        else:
            # Ties, as 0.4125 of PSPNet in Table IV, may go either way.
            assert abs(mean - Decimal(printed)) <= Decimal('.0005')
        # The class rows are rounded too: nothing is off by more than both roundings.
        assert abs(mean - Decimal(printed)) <= Decimal('.001')


def test_some_numbers_by_sight():
    published = read_published()
    assert list(published['iou']['mIoU']) == list(COLUMNS)
    assert published['iou']['mIoU']['B'] == .652
    assert published['iou']['scarf & tie']['pspnet'] == .473
    assert published['iou_plus']['mIoU+']['E'] == .434
    assert published['iou_plus']['belt']['deeplabv3plus'] == .204
    assert published['weights']['C'] == (1, 0, 1)
    assert published['weights']['F'] == (0, 1, 0)
    assert published['times']['inference']['unet'] == 116.24
    assert published['times']['training']['segnet'] == 9.04
    assert published['data']['train']['bag'] == (19603, 2.46)
    assert published['data']['eval']['scarf & tie'] == (284, 3.20)
    assert published['photos'] == {'train': 49977, 'eval': 2400}


def test_instances_of_table_1_add_up():
    data = read_published()['data']
    total = sum(n for split in data.values() for n, _ in split.values())
    assert total == 216175


def copy(tmp_path, name, change):
    for path in PAPER_DIR.glob('*.csv'):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / name).write_text(change((tmp_path / name).read_text()))
    return tmp_path


@pytest.mark.parametrize('name, change', [
    ('table3_iou.csv', lambda s: s.replace('0.979', 'high')),
    ('table4_iou_plus.csv', lambda s: s.replace('belt', 'girdle')),
    ('table4_iou_plus.csv', lambda s: s.replace('SegNet', 'SegNet2')),
    ('table5_configurations.csv', lambda s: s.replace('1', 'yes')),
    ('table1_dataset.csv', lambda s: s.replace('val_instances', 'other')),
    ('timings.csv', lambda s: s.replace('100.96', '')),
    ('section4a_split.csv', lambda s: s.replace('2400', 'some')),
    ('section4a_split.csv', lambda s: s.replace('eval', 'val')),
])
def test_damaged_file_is_named(tmp_path, name, change):
    with pytest.raises(UserError, match=name):
        read_published(copy(tmp_path, name, change))


def test_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match='timings.csv'):
        read_published(tmp_path)
