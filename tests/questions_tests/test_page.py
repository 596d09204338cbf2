import json
import re

import pytest

from fashionseg.errors import UserError
from fashionseg.questions import SECTIONS, read_measurements, to_page
from fashionseg.questions.describe_effect import describe_effect
from fashionseg.questions.draw_effect import draw_effect
from fashionseg.tables.read_published import read_published
from tests.questions_tests.measurements import made_up
from tests.questions_tests.paths import ROOT

KINDS = ('scores', 'training', 'overlap', 'epochs')


def test_committed_page_is_what_the_program_writes():
    page = to_page(read_measurements(ROOT / 'data' / 'results' / 'questions'),
                   read_published())
    assert (ROOT / 'docs' / 'open_questions.md').read_text() == page, (
        'run: python -m fashionseg questions')


def test_contents_lead_to_the_headings():
    page = to_page([], read_published())
    links = re.findall(r'^- \[(.*)\]\(#(.*)\)$', page, re.MULTILINE)
    headings = re.findall(r'^## (.*)$', page, re.MULTILINE)
    assert [heading for heading, _ in links] == headings
    assert all(anchor == re.sub(r'[^a-z]', '-', heading.lower())
               for heading, anchor in links)


def test_links_lead_to_files():
    page = to_page([], read_published())
    links = re.findall(r'\]\(([^#)]+)\)', page)
    assert links
    assert all((ROOT / 'docs' / link).is_file() for link in links)


def test_every_question_stands_on_the_page():
    page = to_page([made_up(kind) for kind in KINDS], read_published())
    titles = re.findall(r'^### (.*)$', page, re.MULTILINE)
    assert titles == [q.title for section in SECTIONS.values() for q in section]
    assert 'None' not in page and '\n\n\n' not in page and page.endswith('\n')
    assert page.count('Measured:') == 6 + 1 + 1 + 1
    for kind in KINDS:
        assert f'- `{kind}.json`, at commit `abc`, by `python -m' in page


def test_nothing_measured():
    page = to_page([], read_published())
    assert 'Measured:' not in page and 'Nothing has been measured yet.' in page


@pytest.mark.parametrize('effect, cells', [
    # connectivity: 0.125 + 1/8 and 0.125 + 2/8, mean 0.3125.
    ('connectivity', ['0.125', '0.312 (+0.125 to +0.250)']),
    ('pooled', ['0.250', '0.500 (+0.250)']),
    ('absent', ['0.250', '0.750 (+0.500)', '0.125', '0.625 (+0.500)']),
    ('no_background', ['0.250', '0.125 (-0.125)', '0.125', '0.000 (-0.125)'])])
def test_effect_on_the_same_predictions(effect, cells):
    assert describe_effect(effect, [made_up('scores')]).grid.rows == [
        ['40 generated photos, quick profile', 'A, 2 runs', *cells]]


def test_effect_of_training():
    found = describe_effect('decay', [made_up('training')])
    # 0.2 and 0.3: mean 0.25, standard deviation 0.1 / sqrt(2).
    assert found.grid.rows == [[
        '40 generated photos, quick profile', 'A, 2 and 2 runs', '--decay beta2',
        '0.250 ± 0.071', '0.250 ± 0.000', '0.100 ± 0.000', '0.200 ± 0.000']]
    assert 'mIoU: the runs with and without overlap' in found.conclusions[0]
    assert 'mIoU+: every run with `--decay beta2` is above' in found.conclusions[1]
    lines = draw_effect(found).split('\n')
    assert lines[0].startswith('| measured on ') and lines[-1].startswith('mIoU: the')


def test_training_in_another_reading_alone():
    assert describe_effect('spl_form', [made_up('training')]) is None


def test_effect_of_the_overlap_rule():
    found = describe_effect('overlap', [made_up('overlap')])
    sentence, *_ = found.introduction
    assert 'cover 2.0% of all pixels and 10.0% of those with a class' in sentence
    assert found.grid.rows == [['40 generated photos, quick profile', 'last-wins',
                                '5.0%', '0.800', '0.700', '0.750']]
    assert draw_effect(found).startswith(sentence)


def test_effect_of_the_epoch():
    assert describe_effect('best_epoch', [made_up('epochs')]).grid.rows == [[
        '40 generated photos, quick profile', 'PSPNet, 2 runs', '0.500 ± 0.000',
        '0.400 ± 0.000', '0.300 ± 0.000', '0.200 ± 0.000', '1 of 2']]


def test_measurements_are_read_in_the_order_of_their_names(tmp_path):
    for name in ('b.json', 'a.json'):
        value = {key: v for key, v in made_up('overlap').items() if key != 'file'}
        (tmp_path / name).write_text(json.dumps(value))
    (tmp_path / 'note.txt').write_text('x')
    found = read_measurements(tmp_path)
    assert [m['file'] for m in found] == ['a.json', 'b.json']
    assert found[0] == {**made_up('overlap'), 'file': 'a.json'}
    assert read_measurements(tmp_path / 'nowhere') == []


@pytest.mark.parametrize('text', [
    '{', '[]', 'null', '{"kind": "scores"}', '{"kind": "other", "commit": "", '
    '"command": "", "dataset": "", "rows": []}', '\xff'])
def test_damaged_measurement(tmp_path, text):
    (tmp_path / 'x.json').write_text(text, encoding='latin-1')
    with pytest.raises(UserError, match='x.json is damaged'):
        read_measurements(tmp_path)


def test_a_damaged_measurement_can_be_left_out(tmp_path):
    for name, text in (('a.json', '{'), ('b.json', json.dumps(made_up('overlap')))):
        (tmp_path / name).write_text(text)
    told = []
    assert [m['file'] for m in read_measurements(tmp_path, told.append)] == ['b.json']
    error, = told
    assert isinstance(error, UserError) and 'a.json is damaged' in str(error)
