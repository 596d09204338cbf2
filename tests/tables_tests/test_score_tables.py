"""Tables III and IV from made-up results."""

import pytest
from tests.tables_tests.made_up_results import (
    make_scores,
    write_all_background,
    write_result,
    write_timing,
)
from tests.tables_tests.read_back import MODELS, grid_of, numbers, read_csv, write

from fashionseg.classes import CLASS_NAMES
from fashionseg.tables import write_tables


def test_table_3_by_hand(results_dir):
    lines = read_csv(write(results_dir) / 'table_3.csv')
    # A: 0.3 and 0.5, sample deviation sqrt(2 * 0.1^2 / 1); bag 0.15 and 0.25.
    assert numbers(lines['mIoU', 'A']) == ['0.648', '0.4', '0.141421', '2', '-0.248']
    assert numbers(lines['bag', 'A']) == ['0.69', '0.2', '0.0707107', '2', '-0.49']
    assert numbers(lines['belt', 'A']) == ['0.465', 'absent', 'n/a', '0', 'n/a']
    assert numbers(lines['mIoU', 'B']) == ['0.652', 'not run', 'n/a', '0', 'n/a']
    assert numbers(lines['mIoU', 'U-Net']) == ['0.641', '0.75', 'n/a', '1', '0.109']
    assert numbers(lines['pooled mIoU', 'A']) == [
        'not given', '0.6', '0.141421', '2', 'n/a']
    assert numbers(lines['mIoU', 'all background']) == [
        'not given', '0.15', 'n/a', '1', 'n/a']
    assert lines['mIoU', 'A']['seeds'] == '0 ; 1'
    assert lines['mIoU', 'A']['data_hash'] == 'd' * 64
    assert lines['mIoU', 'A']['commit'] == '0123456789abcdef'
    assert '--seed 0 ; python' in lines['mIoU', 'A']['command']
    assert {model for row, model in lines if row == 'belt'} == set(MODELS)
    assert {row for row, model in lines if model == 'H'} == {
        *CLASS_NAMES, 'mIoU', 'pooled mIoU', 'inference time / H', 'training time / H'}


def test_table_4_takes_the_epoch_of_the_best_miou_plus(results_dir):
    out_dir = write(results_dir)
    lines = read_csv(out_dir / 'table_4.csv')
    # At that epoch the made-up mIoU+ is 0.4 and 0.6, at the other 0.2 and 0.4.
    assert numbers(lines['mIoU+', 'A']) == ['0.433', '0.5', '0.141421', '2', '0.067']
    assert numbers(lines['top', 'H']) == ['0.391', '0.15', 'n/a', '1', '-0.241']
    assert numbers(lines['mIoU+', 'all background'])[1] == '0.05'
    assert ('pooled mIoU', 'A') not in lines
    for name, epoch in (('table_3.md', '1 of 3'), ('table_4.md', '3 of 3')):
        runs = grid_of((out_dir / name).read_text(encoding='utf-8'), '## Runs\n')
        assert runs[2][:5] == ['A', '0', epoch, '61', '0123456789ab']


def test_time_ratios(results_dir):
    lines = read_csv(write(results_dir) / 'table_3.csv')
    # Published: 100.96 / 66.05 and 9.04 / 17.483. Ours: 30 / 20 and 2 / 4.
    inference = lines['inference time / H', 'A']
    assert float(inference['published']) == pytest.approx(1.52854, abs=1e-5)
    assert inference['ours_mean'] == '1.5'
    assert inference['command'] == 'time all'
    training = lines['training time / H', 'SegNet']
    assert float(training['published']) == pytest.approx(.517074, abs=1e-6)
    assert training['ours_mean'] == '0.5'
    assert lines['inference time / H', 'B']['ours_mean'] == 'not run'
    assert float(lines['inference time / H', 'H']['published']) == 1


def test_published_ratios_are_those_that_readers_know(results_dir):
    # Section 5 of the reading guide: relative to H.
    lines = read_csv(write(results_dir) / 'table_3.csv')
    known = {'U-Net': (1.76, 1.76), 'DeepLabv3+': (2.09, 1.92), 'PSPNet': (1.76, 1.35),
             'SegNet': (.45, .52)}
    for model, ratios in known.items():
        for measure, ratio in zip(('inference', 'training'), ratios):
            published = float(lines[f'{measure} time / H', model]['published'])
            # U-Net's training, 30.84 / 17.483, is 1.764.
            assert published == pytest.approx(ratio, abs=.006)


@pytest.mark.parametrize('prepare', [
    lambda root: write_timing(root, {'A': (30, 8)}),
    lambda root: (root / 'generated/quick/timing.json').unlink()])
def test_without_h_no_ratio(results_dir, prepare):
    prepare(results_dir)
    lines = read_csv(write(results_dir) / 'table_3.csv')
    assert lines['inference time / H', 'A']['ours_mean'] == 'not run'


def test_summary_and_class_tables_of_markdown(results_dir):
    text = (write(results_dir) / 'table_3.md').read_text(encoding='utf-8')
    summary = grid_of(text, '## Summary\n')
    assert [row[0] for row in summary[2:]] == MODELS + ['all background']
    assert summary[2] == ['A', '0.648', '0.400 ± 0.141 (n = 2)', '-0.248',
                          '1.53', '1.50', '1.12', '2.00']
    assert summary[3] == ['B', '0.652', 'not run', 'n/a', '1.20', 'not run', '1.11',
                          'not run']
    assert summary[-1][:4] == ['all background', 'not given', '0.150', 'n/a']
    first = grid_of(text, '## Class by class, A to D\n')
    assert [row[0] for row in first[2:]] == [*CLASS_NAMES, 'mIoU', 'pooled mIoU']
    assert first[2 + CLASS_NAMES.index('belt')][:7] == [
        'belt', '0.465', 'absent', 'n/a', '0.462', 'not run', 'n/a']
    others = grid_of(text, '## Class by class, the other networks\n')
    assert others[0][1::3] == [f'{model} publ.' for model in MODELS[8:]]
    for line in text.split('\n'):
        if line.startswith('|'):
            assert '|  |' not in line


def test_class_seen_by_some_runs_only_says_how_many(results_dir):
    write_result(results_dir, 'H', 1, best=make_scores(.25, belt=0.))
    out_dir = write(results_dir)
    text = (out_dir / 'table_3.md').read_text(encoding='utf-8')
    belt = grid_of(text, '## Class by class, E to H\n')[2 + CLASS_NAMES.index('belt')]
    assert belt[-2] == '0.000 (n = 1)'


def test_nothing_run_yet(tmp_path):
    (tmp_path / 'generated/quick').mkdir(parents=True)
    out_dir = tmp_path / 'tables'
    write_tables(tmp_path, 'generated', 'quick', out_dir)
    for n in (3, 4):
        for line in read_csv(out_dir / f'table_{n}.csv').values():
            assert line['ours_mean'] == 'not run'
    assert 'nothing trained yet' in (out_dir / 'tables.md').read_text(encoding='utf-8')


def test_runs_show_their_split(results_dir):
    write_result(results_dir, 'A', 0, split_sha256='5' * 64)
    write_result(results_dir, 'A', 1, split_sha256='5' * 64)
    write_all_background(results_dir, split_sha256='6' * 64)
    out_dir = write(results_dir)
    text = (out_dir / 'table_3.md').read_text(encoding='utf-8')
    runs = {row[0]: row for row in grid_of(text, '## Runs\n')}
    column = runs['model'].index('split')
    assert runs['A'][column] == '5' * 12
    # Results from before it was stored, and models without any.
    assert runs['H'][column] == 'not recorded'
    assert runs['B'][column] == 'not run'
    lines = read_csv(out_dir / 'table_3.csv')
    assert lines['mIoU', 'A']['split_sha256'] == '5' * 64
    assert lines['mIoU', 'H']['split_sha256'] == 'not recorded'
    assert lines['mIoU', 'B']['split_sha256'] == 'n/a'
    assert lines['mIoU', 'all background']['split_sha256'] == '6' * 64
