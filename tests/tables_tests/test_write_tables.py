"""The files of the tables as a whole."""

import os
import re
import shutil
import subprocess

import pytest
from tests.tables_tests.made_up_results import write_result
from tests.tables_tests.read_back import CODE, read_csv, write

from fashionseg.errors import UserError
from fashionseg.tables import write_tables

NAMES = [f'table_{n}.{kind}' for n in (1, 3, 4, 5) for kind in ('md', 'csv', 'tex')]
NOT_COMPARABLE = ('generated photos, quick profile: NOT comparable with the published '
                  'ModaNet scores')


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


def test_bars_and_underscores_in_commands(results_dir):
    out_dir = write(results_dir)
    assert r'`run a\|b_c --x 50%`' in (out_dir / 'table_3.md').read_text()
    latex = (out_dir / 'table_3.tex').read_text(encoding='utf-8')
    assert r'run a\textbar{}b\_c -{}-{}x 50\%' in latex


def test_all_in_one_file(results_dir):
    text = (write(results_dir) / 'tables.md').read_text(encoding='utf-8')
    headings = [line for line in text.split('\n') if re.match('##? ', line)][1:]
    assert headings == [
        '## Table I: Data set statistic', '## Table III: IoU of individual classes',
        '## Table IV: IoU+ of individual classes',
        '## Table V: Different auxiliary configurations']
    # One level down: the pages' own headings are the second.
    for n in (1, 3, 4, 5):
        page = (results_dir.parent / f'tables/table_{n}.md').read_text(encoding='utf-8')
        assert page.replace('\n## ', '\n### ').replace('# T', '## T', 1) in text


def test_sections_go_with_the_tables(results_dir):
    def section(published, results):
        best = published['iou']['mIoU']['B']
        return {'more.md': f'# More\n\n## Best\n\n{best} # of {results.dataset}\n',
                'more.csv': 'a,b\n'}

    out_dir = results_dir.parent / 'tables'
    paths = write_tables(results_dir, 'generated', 'quick', out_dir,
                         sections=[section])
    assert [path.name for path in paths] == NAMES + ['more.md', 'more.csv', 'tables.md']
    assert (out_dir / 'more.csv').read_text() == 'a,b\n'
    assert (out_dir / 'tables.md').read_text().endswith(
        '\n## More\n\n### Best\n\n0.652 # of generated\n')


def test_bad_result_leaves_the_old_tables_alone(results_dir):
    out_dir = write(results_dir)
    before = {path.name: path.read_bytes() for path in out_dir.iterdir()}
    write_result(results_dir, 'A', 2).write_text('{')
    with pytest.raises(UserError, match='result.json'):
        write(results_dir)
    assert {path.name: path.read_bytes() for path in out_dir.iterdir()} == before


def test_folder_that_cannot_be_written(results_dir):
    (results_dir.parent / 'tables').write_text('a file in the way')
    with pytest.raises(UserError, match='cannot write to .*tables'):
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
