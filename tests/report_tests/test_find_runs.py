"""The state of runs, from what they leave in their folders."""

import json
import os

import numpy as np
import pytest
from tests.tables_tests.made_up_results import make_scores, write_result

from fashionseg.files import write_tensors
from fashionseg.report.find_runs import find_runs
from fashionseg.tables.results import Results

NOW = 1_800_000_000


def log_row(epoch, seconds, miou=.25):
    scores = make_scores(miou, epoch)
    row = {'epoch': epoch, 'elapsed_time': seconds, 'iteration': 10 * epoch,
           'main/loss': 1 / epoch, 'main/loss/segmentation': .5}
    for name in ('miou', 'miou_plus', 'pooled_miou'):
        row[f'evaluation/{name}'] = scores[name]
    for name in ('iou', 'iou_plus', 'pooled_iou'):
        row.update((f'evaluation/{name}/{c}', v) for c, v in scores[name].items())
    return row


def write_log(results, key, rows, age, seed=0, output=None):
    folder = results / 'generated' / 'quick' / key / f'seed{seed}'
    folder.mkdir(parents=True)
    if rows is not None:
        text = rows if isinstance(rows, str) else json.dumps(rows)
        (folder / 'log').write_text(text)
    if output is not None:
        (folder / 'output.txt').write_bytes(output)
    for path in (*folder.iterdir(), folder):
        os.utime(path, (NOW - age, NOW - age))
    return folder


def find(results, n_seed=1, n_epoch=4):
    problems = []
    read = Results.read(results, 'generated', 'quick', problems.append)
    runs = find_runs(str(results / 'generated' / 'quick'), read, n_seed, n_epoch, NOW,
                     problems.append)
    return {(run.configuration, run.seed): run for run in runs}, problems


@pytest.mark.parametrize('record, epochs', [
    ({'settings': {'profile': {'n_epoch': 40}}}, 40),
    ({'settings': {'profile': {'n_epoch': 2}}}, 2),
    ({'settings': {'profile': {'n_epoch': 'x'}}}, 4), ({'settings': 3}, 4), ([], 4)])
def test_epochs_that_were_asked_for(tmp_path, record, epochs):
    out = write_log(tmp_path, 'A', [log_row(1, 10)], age=0)
    write_tensors(out / 'best.safetensors', {'x': np.zeros(1)},
                  {'record': json.dumps(record)})
    write_log(tmp_path, 'B', [log_row(1, 10)], age=0)
    runs, _ = find(tmp_path)
    assert [runs[key, 0].n_epoch for key in 'AB'] == [epochs, 4]
    (out / 'best.safetensors').write_bytes(b'no weights')
    assert find(tmp_path)[0]['A', 0].n_epoch == 4


def test_a_run_of_each_kind(tmp_path):
    write_result(tmp_path, 'A')
    # Epochs of 1000 s: three of them may pass, not more.
    write_log(tmp_path, 'B', [log_row(1, 1000), log_row(2, 1500, .5)], age=2999)
    write_log(tmp_path, 'C', [log_row(1, 1000), log_row(2, 2000)], age=3001)
    write_log(tmp_path, 'D', [log_row(1, 1)], age=119)
    write_log(tmp_path, 'E', None, age=3599)
    write_log(tmp_path, 'F', None, age=3601)
    write_result(tmp_path, 'G').write_text('{')
    runs, problems = find(tmp_path)
    assert [runs[key, 0].state for key in 'ABCDEFGH'] == [
        'finished', 'running', 'silent', 'running', 'started', 'silent', 'damaged',
        'not run']
    assert list(runs) == [(key, 0) for key in (
        *'ABCDEFGH', 'unet', 'deeplabv3plus', 'pspnet', 'segnet')]
    assert len(problems) == 1 and 'G/seed0/result.json is damaged' in str(problems[0])
    going = runs['B', 0]
    assert (going.age, going.seconds, len(going.epochs), going.n_epoch) == (
        2999, 1500, 2, 4)
    assert going.best('miou')['epoch'] == 2 and going.best('miou')['miou'] == .5
    assert going.losses == [{'loss': 1, 'loss/segmentation': .5},
                            {'loss': .5, 'loss/segmentation': .5}]
    assert runs['A', 0].age is None and runs['A', 0].seconds == 61.4
    assert runs['H', 0].best('miou') is None


def test_the_last_line_of_the_output(tmp_path):
    write_log(tmp_path, 'A', [log_row(1, 1)], 1, output=(
        b'x' * 9000 + b'\nepoch 1/4  loss 1.0  20 s left\n\n \n'))
    write_log(tmp_path, 'B', None, 1, output=b'\xff\x1b[1m\r\n\x07\n')
    write_log(tmp_path, 'C', None, 1, output=b'')
    runs, _ = find(tmp_path)
    assert [runs[key, 0].words for key in 'ABC'] == [
        'epoch 1/4  loss 1.0  20 s left', '\ufffd[1m', '']


def test_a_score_that_is_no_number_is_never_the_best(tmp_path):
    write_log(tmp_path, 'A', [log_row(1, 1, .25), log_row(2, 2, .5), log_row(3, 3)], 1)
    path = tmp_path / 'generated/quick/A/seed0/log'
    path.write_text(path.read_text().replace('"evaluation/miou": 0.5', '"evaluation/'
                                             'miou": NaN'))
    runs, problems = find(tmp_path)
    assert problems == [] and len(runs['A', 0].epochs) == 3
    assert runs['A', 0].best('miou')['epoch'] == 1
    assert runs['A', 0].epochs[1]['miou'] is None
    assert runs['A', 0].best('miou_plus')['epoch'] == 2


def test_seeds_that_the_profile_or_the_folder_asks_for(tmp_path):
    write_result(tmp_path, 'A', 7)
    runs, _ = find(tmp_path, n_seed=2)
    assert [seed for key, seed in runs if key == 'A'] == [0, 1, 7]
    assert runs['A', 7].state == 'finished'
    assert runs['A', 0].state == runs['B', 7].state == 'not run'


def test_more_epochs_than_the_profile_has(tmp_path):
    write_log(tmp_path, 'A', [log_row(e, e) for e in range(1, 6)], 1)
    runs, _ = find(tmp_path)
    assert runs['A', 0].n_epoch == 5


@pytest.mark.parametrize('text', [
    '', '{', '{}', '[1]', '[{"epoch": 1}]', '\xff', 'null',
    json.dumps([{**log_row(1, 1), 'elapsed_time': None}]),
    json.dumps([{**log_row(1, 1), 'evaluation/miou': 'x'}]),
    json.dumps([{**log_row(1, 1), 'epoch': 'x'}])])
def test_a_damaged_log_is_named_and_the_run_stays(tmp_path, text):
    write_log(tmp_path, 'A', text, 1)
    runs, problems = find(tmp_path)
    if text == '{}':  # no rows, as at the start
        assert problems == []
    else:
        problem, = problems
        assert 'A/seed0/log is damaged' in str(problem) and '\n' not in str(problem)
    assert runs['A', 0].state == 'started' and runs['A', 0].epochs == []
