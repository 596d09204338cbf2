"""What README, docs and data/results show is what the runs left there."""

import json
from pathlib import Path

import pytest

from fashionseg.claims import claim_files
from fashionseg.configurations import CONFIGURATIONS, TABLE_5
from fashionseg.tables import write_tables

ROOT = Path(__file__).parents[1]
DOCS = ROOT / 'docs'
RESULTS = ROOT / 'data' / 'results'
SETS = [('generated', 'quick'), ('ccp', 'medium')]


@pytest.mark.parametrize('dataset, profile', SETS)
def test_tables_come_from_the_results_beside_them(tmp_path, dataset, profile):
    write_tables(RESULTS, dataset, profile, tmp_path, code_configurations=TABLE_5,
                 sections=[claim_files])
    # Table I counts the photos, which are not stored.
    for path in tmp_path.iterdir():
        if path.stem not in ('table_1', 'tables'):
            stored = RESULTS / dataset / profile / 'tables' / path.name
            assert stored.read_text() == path.read_text(), path.name


@pytest.mark.parametrize('dataset, profile', SETS)
def test_every_configuration_was_run(dataset, profile):
    for name in CONFIGURATIONS:
        path = RESULTS / dataset / profile / name / 'seed0' / 'result.json'
        result = json.loads(path.read_text())
        assert result['commit'] != 'unknown' and not result['resumed']


def test_readme_shows_the_output_of_the_quick_profile():
    readme = (ROOT / 'README.md').read_text()
    for name in CONFIGURATIONS:
        path = RESULTS / 'generated' / 'quick' / name / 'seed0' / 'result.json'
        best = json.loads(path.read_text())['best']
        assert (f'{name:14} {best["miou"]["miou"]:.3f}  '
                f'{best["miou_plus"]["miou_plus"]:.3f}\n') in readme


@pytest.mark.parametrize('number', [3, 4])
def test_page_shows_the_summaries_on_real_photos(number):
    table = (RESULTS / 'ccp' / 'medium' / 'tables' / f'table_{number}.md').read_text()
    summary = table.split('Summary\n')[1].split('\n## ')[0].strip()
    assert summary.count('\n') > 10
    assert summary in (DOCS / 'reproduction.md').read_text()


def test_page_shows_the_verdicts_on_real_photos():
    page = (RESULTS / 'ccp' / 'medium' / 'tables' / 'claims.md').read_text()
    summary = page[page.index('| claim '):page.index('\n## Claim 1')].strip()
    assert summary.count('\n') == 11
    assert summary in (DOCS / 'reproduction.md').read_text()


@pytest.mark.parametrize('title', [
    'Training step with its update, configuration A, batch 4',
    'Inference: photos to labels, configuration A, batch 4'])
def test_page_shows_what_was_measured(title):
    page = (RESULTS / 'bench' / 'bench.md').read_text()
    table = page.split(f'## {title}\n')[1].split('\n## ')[0].strip()
    assert table.count('\n') > 8
    assert table in (DOCS / 'speed.md').read_text()
