import json
import os

import pytest

from fashionseg.commands.find_start import find_start
from fashionseg.errors import UserError

RECORD = {'settings': {'decay': 'epoch', 'profile': {'width': .5}}, 'data_hash': 'a',
          'precision': 'float32'}


@pytest.mark.parametrize('resume', [False, True])
def test_new_run(tmp_path, resume):
    assert find_start(str(tmp_path), RECORD, resume) is None
    assert json.loads((tmp_path / 'run.json').read_text()) == RECORD


def test_goes_on_with_the_same_run(tmp_path):
    find_start(str(tmp_path), RECORD, False)
    (tmp_path / 'snapshot_epoch_3').touch()
    assert find_start(str(tmp_path), RECORD, True) == str(tmp_path / 'snapshot_epoch_3')


def test_record_of_before_the_precision_was_kept(tmp_path):
    old = {key: value for key, value in RECORD.items() if key != 'precision'}
    find_start(str(tmp_path), old, False)
    (tmp_path / 'snapshot_epoch_3').touch()
    assert find_start(str(tmp_path), RECORD, True) == str(tmp_path / 'snapshot_epoch_3')
    with pytest.raises(UserError, match='other settings'):
        find_start(str(tmp_path), {**RECORD, 'precision': 'bfloat16'}, True)


@pytest.mark.parametrize('other', [
    {**RECORD, 'data_hash': 'b'}, {**RECORD, 'settings': {}}, None, 'damaged',
    {**RECORD, 'precision': 'bfloat16'}, [1]])
def test_another_run_is_not_gone_on_with(tmp_path, other):
    (tmp_path / 'snapshot_epoch_3').touch()
    if other == 'damaged':
        (tmp_path / 'run.json').write_text('{')
    elif other:
        (tmp_path / 'run.json').write_text(json.dumps(other))
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(UserError, match='unfinished run with other settings or photos'):
        find_start(str(tmp_path), RECORD, True)
    assert sorted(os.listdir(tmp_path)) == before


def test_old_snapshots_are_removed_when_not_asked_for(tmp_path):
    for number in (3, 10):
        (tmp_path / f'snapshot_epoch_{number}').touch()
    (tmp_path / 'best.npz').touch()
    assert find_start(str(tmp_path), RECORD, False) is None
    assert sorted(os.listdir(tmp_path)) == ['best.npz', 'run.json']
