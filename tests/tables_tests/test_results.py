"""Reading result files: what is refused, and that the file is named."""

import json
import re

import pytest
from tests.tables_tests.made_up_results import (
    make_scores,
    write_all_background,
    write_result,
    write_timing,
)

from fashionseg.errors import UserError
from fashionseg.tables.results import Results


def read(tmp_path):
    return Results.read(tmp_path, 'generated', 'quick')


def test_runs_come_in_the_order_of_seeds(tmp_path):
    for seed in (10, 2, 0):
        write_result(tmp_path, 'A', seed)
    results = read(tmp_path)
    assert [run['seed'] for run in results.runs['A']] == [0, 2, 10]
    assert results.runs['B'] == []
    assert results.timing is None and results.all_background is None


def test_unfinished_and_foreign_folders_are_not_runs(tmp_path):
    (tmp_path / 'generated/quick/A/seed0').mkdir(parents=True)
    (tmp_path / 'generated/quick/A/seed1.part').mkdir()
    (tmp_path / 'generated/quick/A/seed1.part/result.json').write_text('{')
    (tmp_path / 'generated/quick/mine/seed0').mkdir(parents=True)
    (tmp_path / 'generated/quick/mine/seed0/result.json').write_text('{')
    assert read(tmp_path).all_runs == []


def test_missing_folder(tmp_path):
    with pytest.raises(UserError, match='no results in .*generated.quick'):
        read(tmp_path)


def damage(change):
    def apply(path):
        result = json.loads(path.read_text())
        change(result)
        path.write_text(json.dumps(result))
    return apply


@pytest.mark.parametrize('break_it', [
    lambda path: path.write_text(path.read_text()[:100]),
    lambda path: path.write_text(''),
    lambda path: path.write_text('[]'),
    lambda path: path.write_bytes(b'\xff\xfe\x00'),
    damage(lambda r: r.pop('best')),
    damage(lambda r: r.update(seconds='long')),
    damage(lambda r: r.update(epochs=[])),
    damage(lambda r: r['epochs'][1].pop('miou_plus')),
    damage(lambda r: r['epochs'][2].update(miou=float('nan'))),
    damage(lambda r: r['epochs'].append(None)),
    damage(lambda r: r.update(split_sha256=7)),
    damage(lambda r: r.pop('n_eval')),
    damage(lambda r: r['best'].pop('miou_plus')),
    damage(lambda r: r['best']['miou'].pop('epoch')),
    damage(lambda r: r['best']['miou'].update(epoch=None)),
    damage(lambda r: r['best']['miou'].update(miou=float('nan'))),
    damage(lambda r: r['best']['miou'].update(miou=64.8)),
    damage(lambda r: r['best']['miou'].update(pooled_miou=None)),
    damage(lambda r: r['best']['miou']['iou'].pop('belt')),
    damage(lambda r: r['best']['miou']['iou'].update(belt='0.5')),
    damage(lambda r: r['best'].update(miou=3)),
])
def test_damaged_result_is_named(tmp_path, break_it):
    path = write_result(tmp_path, 'C', 1)
    break_it(path)
    with pytest.raises(UserError) as caught:
        read(tmp_path)
    assert str(path) in str(caught.value) and 'damaged' in str(caught.value)
    assert '\n' not in str(caught.value)


@pytest.mark.parametrize('change', [
    {'configuration': 'B'}, {'seed': 3}, {'dataset': 'modanet'}, {'profile': 'paper'}])
def test_result_in_the_wrong_folder_is_named(tmp_path, change):
    path = write_result(tmp_path, 'A')
    damage(lambda result: result.update(change))(path)
    with pytest.raises(UserError, match='lies in the folder') as caught:
        read(tmp_path)
    assert str(path) in str(caught.value)


def assert_both_named(tmp_path, first, second, words):
    with pytest.raises(UserError, match=words) as caught:
        read(tmp_path)
    assert str(first) in str(caught.value) and str(second) in str(caught.value)


@pytest.mark.parametrize('other', [('A', 1), ('B', 0)])
def test_results_of_different_data_are_refused(tmp_path, other):
    first = write_result(tmp_path, 'A')
    second = write_result(tmp_path, *other, data_hash='e' * 64)
    assert_both_named(tmp_path, first, second, 'different data')


def test_floor_of_different_data_is_refused(tmp_path):
    first = write_result(tmp_path, 'A')
    second = write_all_background(tmp_path, data_hash='e' * 64)
    assert_both_named(tmp_path, first, second, 'different data')


@pytest.mark.parametrize('change', [
    {'settings': {'seed': 1, 'batch': 8}}, {'n_param': 5}])
def test_results_of_different_settings_are_not_averaged(tmp_path, change):
    first = write_result(tmp_path, 'A')
    second = write_result(tmp_path, 'A', 1, **change)
    assert_both_named(tmp_path, first, second, 'different settings')


def test_the_seed_alone_is_no_different_setting(tmp_path):
    write_result(tmp_path, 'A', 0)
    write_result(tmp_path, 'A', 1)
    assert len(read(tmp_path).all_runs) == 2


@pytest.mark.parametrize('text', [
    '', '{}', '[]', '{"machine": {}, "command": "", "commit": "", "rows": {"A": {}}}',
    '{"machine": {}, "command": "", "commit": "", '
    '"rows": {"A": {"inference_ms": 0, "training_ms": 1}}}',
    '{"machine": {}, "command": "", "commit": "", '
    '"rows": {"A": {"inference_ms": "1", "training_ms": 1}}}'])
def test_damaged_timing_is_named(tmp_path, text):
    path = write_timing(tmp_path, {})
    path.write_text(text)
    with pytest.raises(UserError, match='timing.json is damaged'):
        read(tmp_path)


@pytest.mark.parametrize('text', ['', '[]', json.dumps(make_scores())])
def test_damaged_floor_is_named(tmp_path, text):
    path = write_all_background(tmp_path)
    path.write_text(text)
    with pytest.raises(UserError, match='all_background.json is damaged'):
        read(tmp_path)


def test_what_cannot_be_used_is_left_out_and_told(tmp_path):
    first = write_result(tmp_path, 'A')
    damaged = write_result(tmp_path, 'B')
    damaged.write_text('{')
    told = []
    for path in (write_result(tmp_path, 'A', 1, n_param=5),
                 write_result(tmp_path, 'C', data_hash='e' * 64),
                 write_timing(tmp_path, {}), write_all_background(tmp_path, 'f' * 64)):
        if path.name == 'timing.json':
            path.write_text('[')
    results = Results.read(tmp_path, 'generated', 'quick', told.append)
    assert [run['path'] for run in results.all_runs] == [first]
    assert results.timing is None and results.all_background is None
    words = ('different settings', 'B.seed0.result.json is damaged', 'different data',
             'timing.json is damaged', 'different data')
    assert len(told) == len(words)
    for error, word in zip(told, words):
        assert isinstance(error, UserError) and re.search(word, str(error))
