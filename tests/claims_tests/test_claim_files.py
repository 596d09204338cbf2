"""Claims of made-up results: evidence, files, lines for a terminal."""

import csv
import io

import pytest
from tests.tables_tests.made_up_results import make_scores, write_result, write_timing

from fashionseg.claims import claim_files, claim_lines, judge_claims
from fashionseg.claims.evidence import Evidence
from fashionseg.tables import write_tables
from fashionseg.tables.read_published import read_published
from fashionseg.tables.results import Results

VERDICTS = ('holds', 'does not hold', 'cannot be judged')


@pytest.fixture
def results_dir(tmp_path):
    """B twice, PSPNet once, timed; the rest not run."""
    root = tmp_path / 'results'
    for seed, value in ((0, .4), (3, .5)):
        write_result(root, 'B', seed, best=make_scores(value, epoch=2),
                     best_plus=make_scores(value + .05, epoch=3),
                     epochs=[make_scores(value - .1), make_scores(value),
                             make_scores(value - .05)])
    write_result(root, 'pspnet', best=make_scores(.3), epochs=[
        make_scores(.2), {**make_scores(.3), 'miou_plus': 0.}])
    write_timing(root, {'B': (20, 4), 'pspnet': (30, 8)})
    return root


def read(results_dir):
    return Results.read(results_dir, 'generated', 'quick')


def test_evidence_takes_the_best_of_each_metric_and_all_epochs(results_dir):
    evidence = Evidence.of_results(read(results_dir))
    assert not evidence.printed
    assert evidence.scores['miou']['B'] == [.4, .5]
    # The made-up mIoU+ is 0.1 below mIoU.
    assert evidence.scores['miou_plus']['B'] == pytest.approx([.35, .45])
    assert evidence.scores['miou']['A'] == []
    assert evidence.times == {'inference': {'B': 20, 'pspnet': 30},
                              'training': {'B': 4, 'pspnet': 8}}
    assert set(evidence.curves) == {'B', 'pspnet'}
    assert set(evidence.curves['B']) == {0, 3}
    assert evidence.curves['pspnet'] == {0: [(.2, pytest.approx(.1)), (.3, 0.)]}


def test_partial_results(results_dir):
    ours = dict(enumerate(judge_claims(read_published(), read(results_dir))['ours'], 1))
    for number in (1, 2):
        assert ours[number].reason == (
            'not run, so the best is not known: A, C, D, E, F, G, H')
    for number in (3, 4, 5, 6, 7, 10):
        assert ours[number].outcome == 'cannot be judged'
        assert 'not run' in ours[number].undecided
    # 20 / 30 is 2/3, 4 / 8 is not.
    assert ours[8].against == "B takes 0.500 of PSPNet's training time"
    assert ours[9].against == 'PSPNet seed 0 (best in epochs 2 and 1)'


def test_nothing_measured(tmp_path):
    (tmp_path / 'generated/quick').mkdir(parents=True)
    ours = judge_claims(read_published(), read(tmp_path))['ours']
    assert {verdict.outcome for verdict in ours} == {'cannot be judged'}
    assert all('not run' in v.reason or 'not measured' in v.reason for v in ours)


def test_csv_has_a_line_for_each_claim_and_source(results_dir):
    text = claim_files(read_published(), read(results_dir))['claims.csv']
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [(line['claim'], line['tables']) for line in lines] == [
        (str(number), tables) for number in range(1, 11)
        for tables in ('published', 'ours')]
    for line in lines:
        assert line['verdict'] in VERDICTS and all(line.values())
        assert line['label'] == 'the paper' or 'NOT comparable' in line['label']
    fifth = lines[8]
    assert fifth['verdict'] == 'does not hold'
    assert fifth['against'] == 'D 0.641 < C 0.643'
    assert lines[9]['undecided'] == 'not run: A, D and C, F and E'
    assert lines[9]['numbers'] == ('mIoU: A not run, B 0.450 ± 0.071, C not run, '
                                   'D not run, E not run, F not run')
    assert lines[9]['remark'] == lines[9]['against'] == 'none'


def test_page(results_dir):
    text = claim_files(read_published(), read(results_dir))['claims.md']
    assert text.startswith('# Claims of the paper\n\n**Ours: generated photos, quick')
    rows = [[cell.strip() for cell in line[1:-1].split('|')]
            for line in text.split('\n') if line.startswith('|')]
    assert rows[0] == ['claim', 'published', 'ours']
    assert [row[0].split('.')[0] for row in rows[2:]] == [
        str(number) for number in range(1, 11)]
    assert rows[6] == [
        '5. B, D, F beat A, C, E in mIoU, pair by pair (no label pooling against it)',
        'does not hold', 'cannot be judged']
    assert text.count('\n## Claim ') == 10
    assert ('\n- published: **does not hold** - D 0.641 < C 0.643; equal in the '
            'printed digits: F 0.650 and E 0.650. Numbers: mIoU: A 0.648, ') in text
    assert text.endswith('.\n')
    # The rules of the verdicts, with their limits.
    for limit in ('level 0.05', 'from 0.02 on', '0.60 to 0.73', 'at least 10 epochs',
                  'at least 0.5.'):
        assert limit in text


def test_claims_go_with_the_tables(results_dir, tmp_path):
    out_dir = tmp_path / 'tables'
    paths = write_tables(results_dir, 'generated', 'quick', out_dir,
                         sections=[claim_files])
    assert [path.name for path in paths[-3:]] == [
        'claims.md', 'claims.csv', 'tables.md']
    joined = (out_dir / 'tables.md').read_text(encoding='utf-8')
    assert '\n## Claims of the paper\n' in joined
    assert '\n### Claim 5: ' in joined
    assert (out_dir / 'claims.md').read_text(encoding='utf-8').split('\n\n', 1)[1] in (
        joined.replace('\n### ', '\n## '))


def test_lines_for_a_terminal(results_dir):
    both = judge_claims(read_published(), read(results_dir))
    text = '\n'.join(claim_lines(both))
    assert all(len(line) <= 88 for line in text.split('\n'))
    assert '\n    published does not hold     D 0.641 < C 0.643; equal in' in text
    assert '\n    ours      cannot be judged  not run: A, D and C, F and E\n' in text
    # Where a claim holds, what it rests on.
    assert '    published holds             mIoU: A 0.648, B 0.652' in text
    alone = '\n'.join(claim_lines(judge_claims(read_published())))
    assert '    ours' not in alone and '10. mIoU and mIoU+ move' in alone
