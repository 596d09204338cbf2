"""Tables from made-up results, read back as a reader would."""

import csv
import os
import shutil
import subprocess

import pytest
from tests.tables_tests.made_up_results import (
    make_scores,
    write_all_background,
    write_result,
    write_timing,
)

from fashionseg.classes import CLASS_NAMES
from fashionseg.errors import UserError
from fashionseg.tables import write_tables

NAMES = [f'table_{n}.{kind}' for n in (1, 3, 4, 5) for kind in ('md', 'csv', 'tex')]
MODELS = [*'ABCDEFGH', 'U-Net', 'DeepLabv3+', 'PSPNet', 'SegNet']
NOT_COMPARABLE = ('generated photos, quick profile: NOT comparable with the published '
                  'ModaNet scores')
CODE = {'A': (1, 1, 1), 'B': (1, 1, 0), 'C': (1, 0, 1), 'D': (1, 0, 0),
        'E': (0, 1, 1), 'F': (0, 1, 0), 'G': (0, 0, 1), 'H': (0, 1, 0)}


@pytest.fixture
def results_dir(tmp_path):
    """A in two runs, H and U-Net in one, belt nowhere, the rest not run."""
    root = tmp_path / 'results'
    for seed, value in ((0, .3), (1, .5)):
        write_result(root, 'A', seed,
                     best=make_scores(value, epoch=1, belt=None, bag=value / 2),
                     best_plus=make_scores(value + .2, epoch=3, belt=None))
    write_result(root, 'H', best=make_scores(.25, belt=None))
    write_result(root, 'unet', best=make_scores(.75, belt=None), n_param=99,
                 command='run a|b_c --x 50%')
    write_timing(root, {'A': (30, 8), 'H': (20, 4), 'segnet': (5, 2)})
    write_all_background(root)
    return root


def write(results_dir, **options):
    out_dir = results_dir.parent / 'tables'
    write_tables(results_dir, 'generated', 'quick', out_dir, **options)
    return out_dir


def read_csv(path):
    with open(path, newline='', encoding='utf-8') as file:
        return {(line['class'], line['model']): line for line in csv.DictReader(file)}


def numbers(line):
    return [line[key] for key in
            ('published', 'ours_mean', 'ours_std', 'n', 'difference')]


def grid_of(markdown, heading):
    """Rows of the first Markdown table after a heading."""
    lines = markdown.split(heading + '\n', 1)[1].strip().split('\n')
    table = []
    for line in lines:
        if not line.startswith('|'):
            break
        table.append([text.strip() for text in line[1:-1].split('|')])
    return table


def test_files_and_label(results_dir):
    out_dir = results_dir.parent / 'tables'
    paths = write_tables(results_dir, 'generated', 'quick', out_dir)
    assert [path.name for path in paths] == NAMES + ['tables.md']
    assert sorted(os.listdir(out_dir)) == sorted(NAMES + ['tables.md'])
    for path in paths:
        text = path.read_text(encoding='utf-8')
        assert NOT_COMPARABLE in text
        assert '1,200 training and 24 evaluation photos, 3 epochs' in text
        assert '3 of 12 models trained, 1 to 2 runs per model' in text
    # Each line of a CSV and each caption of LaTeX may be cut out and shown alone.
    for n in (1, 3, 4, 5):
        for line in read_csv(out_dir / f'table_{n}.csv').values():
            assert line['label'].startswith(NOT_COMPARABLE)
            assert all(line.values())
        latex = (out_dir / f'table_{n}.tex').read_text(encoding='utf-8')
        captions = [s for s in latex.split('\n') if s.startswith(r'\caption')]
        assert len(captions) == latex.count(r'\begin{tabular}') > 0
        assert all(NOT_COMPARABLE in caption for caption in captions)


@pytest.mark.parametrize('dataset, profile, words', [
    ('ccp', 'small', 'CCP), small profile: NOT comparable with the published'),
    ('modanet', 'quick', 'ModaNet photos, quick profile: NOT comparable'),
    ('modanet', 'paper', 'ModaNet photos, paper profile: settings of the paper'),
    ('generated', 'paper', 'generated photos, paper profile: NOT comparable')])
def test_only_modanet_at_full_settings_is_comparable(tmp_path, dataset, profile, words):
    write_result(tmp_path, 'A', dataset=dataset, profile=profile)
    for path in write_tables(tmp_path, dataset, profile, tmp_path / 'tables'):
        text = path.read_text(encoding='utf-8')
        assert words in text
        comparable = (dataset, profile) == ('modanet', 'paper')
        assert ('NOT comparable' in text) != comparable


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


def test_bars_and_underscores_in_commands(results_dir):
    out_dir = write(results_dir)
    assert r'`run a\|b_c --x 50%`' in (out_dir / 'table_3.md').read_text()
    latex = (out_dir / 'table_3.tex').read_text(encoding='utf-8')
    assert r'run a\textbar{}b\_c -{}-{}x 50\%' in latex


def test_nothing_run_yet(tmp_path):
    (tmp_path / 'generated/quick').mkdir(parents=True)
    out_dir = tmp_path / 'tables'
    write_tables(tmp_path, 'generated', 'quick', out_dir)
    for n in (3, 4):
        for line in read_csv(out_dir / f'table_{n}.csv').values():
            assert line['ours_mean'] == 'not run'
    assert 'nothing trained yet' in (out_dir / 'tables.md').read_text(encoding='utf-8')


def test_table_5(results_dir):
    out_dir = write(results_dir, code_configurations=CODE)
    rows = grid_of((out_dir / 'table_5.md').read_text(encoding='utf-8'),
                   '## Weights of the loss and size of the network\n')[2:]
    assert rows[0] == ['A', '1, 1, 1', '1, 1, 1', 'yes', '1,234,567']
    assert rows[2] == ['C', '1, 0, 1', '1, 0, 1', 'yes', 'not run']
    assert rows[7] == ['H', '0, 0, 0', '0, 1, 0', 'NO', '1,234,567']
    assert rows[8] == ['U-Net', 'n/a', 'n/a', 'n/a', '99']
    lines = read_csv(out_dir / 'table_5.csv')
    assert numbers(lines['beta', 'H']) == ['0', '1', 'n/a', '1', '1']
    assert numbers(lines['parameters', 'A'])[:2] == ['not given', '1234567']


def test_table_5_without_the_code(results_dir):
    out_dir = write(results_dir)
    assert '| not given |   n/a |' in (out_dir / 'table_5.md').read_text()
    assert read_csv(out_dir / 'table_5.csv')['alpha', 'A']['ours_mean'] == 'not given'


def test_table_1(results_dir):
    counts = {name: {'instances': 2, 'photos': 1, 'size': 1.25}
              for name in CLASS_NAMES[1:]}
    counts['belt'] = {'instances': 0, 'photos': 0, 'size': None}
    out_dir = write(results_dir, statistics={'train': counts, 'eval': counts})
    rows = grid_of((out_dir / 'table_1.md').read_text(encoding='utf-8'),
                   '## Training photos\n')[2:]
    assert rows[0] == ['bag', '19,603', '2', '1', '2.46', '1.25']
    assert rows[1] == ['belt', '13,081', '0', '0', '0.46', 'absent']
    # Twelve classes with two pieces each.
    assert rows[-1] == ['all classes', '206,190', '24', 'n/a', 'n/a', 'n/a']
    lines = read_csv(out_dir / 'table_1.csv')
    assert numbers(lines['bag', 'evaluation instances']) == [
        '948', '2', 'n/a', '1', '-946']
    assert numbers(lines['bag', 'evaluation mean size in %']) == [
        '2.53', '1.25', 'n/a', '1', '-1.28']
    assert lines['belt', 'training mean size in %']['ours_mean'] == 'absent'
    assert lines['all classes', 'evaluation instances']['published'] == '9985'


def test_statistics_and_weights_as_their_rooms_give_them(results_dir):
    from fashionseg.configurations import TABLE_5
    from fashionseg.datasets.statistics import class_statistics
    # Two bags on 50 of 1000 pixels: 2.5 percent each.
    photo = {'split': 'train', 'width': 50, 'height': 20, 'instances': {'1': 2},
             'pixels': {'1': 50}}
    out_dir = write(results_dir, statistics=class_statistics({'photos': [photo]}),
                    code_configurations=TABLE_5)
    rows = grid_of((out_dir / 'table_1.md').read_text(encoding='utf-8'),
                   '## Training photos\n')[2:]
    assert rows[0] == ['bag', '19,603', '2', '1', '2.46', '2.50']
    assert rows[1][-1] == 'absent'
    rows = grid_of((out_dir / 'table_5.md').read_text(encoding='utf-8'),
                   '## Weights of the loss and size of the network\n')[2:]
    assert [row[3] for row in rows] == ['yes'] * 8 + ['n/a'] * 4


def test_table_1_without_statistics(results_dir):
    lines = read_csv(write(results_dir) / 'table_1.csv')
    assert {line['ours_mean'] for line in lines.values()} == {'not counted'}


def test_all_in_one_file(results_dir):
    text = (write(results_dir) / 'tables.md').read_text(encoding='utf-8')
    headings = [line for line in text.split('\n') if line.startswith('## ')]
    assert headings == [
        '## Table I: Data set statistic', '## Table III: IoU of individual classes',
        '## Table IV: IoU+ of individual classes',
        '## Table V: Different auxiliary configurations']


def test_bad_result_leaves_the_old_tables_alone(results_dir):
    out_dir = write(results_dir)
    before = {path.name: path.read_bytes() for path in out_dir.iterdir()}
    write_result(results_dir, 'A', 2).write_text('{')
    with pytest.raises(UserError, match='result.json'):
        write(results_dir)
    assert {path.name: path.read_bytes() for path in out_dir.iterdir()} == before


def test_folder_that_cannot_be_written(results_dir):
    (results_dir.parent / 'tables').write_text('a file in the way')
    with pytest.raises(UserError, match='cannot write the tables to .*tables'):
        write(results_dir)


def test_no_part_left_when_the_disk_is_full(results_dir, monkeypatch):
    def fail(source, target):
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr(os, 'replace', fail)
    with pytest.raises(UserError, match='No space left on device'):
        write(results_dir)
    assert list((results_dir.parent / 'tables').iterdir()) == []


def test_latex_is_well_formed(results_dir):
    for path in write(results_dir, code_configurations=CODE).glob('*.tex'):
        body = [line for line in path.read_text(encoding='utf-8').split('\n')
                if not line.startswith('%')]
        n_column = 0
        for line in body:
            bare = line.replace(r'\&', '').replace(r'\%', '').replace(r'\_', '')
            assert '_' not in bare and line.isascii()
            if line.startswith(r'\begin{tabular}'):
                spec = line[len(r'\begin{tabular}{'):-1]
                n_column = len(spec.replace(r'p{.45\textwidth}', 'p'))
            if line.endswith(r'\tabularnewline'):
                assert bare.count('&') == n_column - 1
        text = '\n'.join(body)
        for name in ('table', 'tabular'):
            assert text.count(rf'\begin{{{name}}}') == text.count(rf'\end{{{name}}}')


@pytest.mark.skipif(shutil.which('pdflatex') is None, reason='needs pdflatex')
def test_latex_compiles(results_dir):
    out_dir = write(results_dir, code_configurations=CODE)
    inputs = '\n'.join(rf'\input{{table_{n}}}' for n in (1, 3, 4, 5))
    (out_dir / 'all.tex').write_text(
        rf'\documentclass{{article}}\begin{{document}}{inputs}\end{{document}}')
    subprocess.run(['pdflatex', '-interaction=nonstopmode', '-halt-on-error',
                    'all.tex'], cwd=out_dir, check=True, capture_output=True)
    assert (out_dir / 'all.pdf').exists()
