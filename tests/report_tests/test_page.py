"""What stands in a report comes from the data, and nothing in the data breaks it."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.report_tests.conftest import NOW
from tests.report_tests.page import Page
from tests.report_tests.test_find_runs import log_row
from tests.tables_tests.made_up_results import write_result

from fashionseg.classes import CLASS_NAMES
from fashionseg.environment import short_environment
from fashionseg.errors import UserError
from fashionseg.questions import SECTIONS
from fashionseg.report import Photos, make_report
from fashionseg.tables.read_published import read_published

COLUMNS = [*'ABCDEFGH', 'U-Net', 'DeepLabv3+', 'PSPNet', 'SegNet']
HOSTILE = '</script><script>alert(1)</script>"\'><img src=x onerror=alert(1)>{{ 7*7 }}'


def change(place, key, how, seed=0):
    path = (f'{place.results_dir}/{place.dataset}/{place.profile}/{key}/seed{seed}/'
            'result.json')
    with open(path) as file:
        result = json.load(file)
    how(result)
    with open(path, 'w') as file:
        json.dump(result, file)


def test_tables_have_published_ours_and_difference(place, report):
    change(place, 'A', lambda r: r['best']['miou']['iou'].update(belt=.123))
    change(place, 'A', lambda r: r['best']['miou'].update(miou=.25, pooled_miou=.75))
    change(place, 'segnet', lambda r: r['best']['miou_plus'].update(miou_plus=.625))
    page = report()
    published = read_published()
    belt = published['iou']['belt']['A']
    assert page.row('Table III', 'belt')[COLUMNS.index('A')] == (
        f'published {belt:.3f} ours 0.123 difference {.123 - belt:+.3f}')
    assert page.row('Table III', 'belt')[COLUMNS.index('B')] == (
        f'published {published["iou"]["belt"]["B"]:.3f} ours not run difference n/a')
    # Times of A and H are 30 and 20 ms: 1.50.
    assert 'ours 1.50' in page.row('Table III', 'inference time / H')[0]
    assert 'ours 0.625' in page.row('Table IV', 'mIoU+')[COLUMNS.index('SegNet')]
    assert page.row('Scores of all models', 'A')[:3] == [
        '0.648', '0.250', f'{.25 - .648:+.3f}']
    assert page.row('Scores of all models', 'A')[6:] == ['0.750', '1']
    assert page.row('Scores of all models', 'B')[1:3] == ['not run', 'n/a']
    # 0.25 - 0.648 reaches the step of 0.3.
    cells = [attributes.get('class') for tag, attributes in page.tags if tag == 'td']
    assert 'below-4' in cells
    assert page.row('Table V', 'parameters')[0] == (
        'published not given ours 1,234,567 difference n/a')


def test_several_runs_have_a_spread(place, report):
    change(place, 'A', lambda r: r['best']['miou'].update(miou=.25))
    source = f'{place.folder}/A/seed0'
    shutil.copytree(source, f'{place.folder}/A/seed1')
    change(place, 'A', lambda r: r.update(seed=1), seed=1)
    change(place, 'A', lambda r: r['best']['miou'].update(miou=.75), seed=1)
    page = report()
    # Mean 0.5, standard deviation 0.5 / sqrt(2).
    assert page.row('Scores of all models', 'A')[1] == '0.500 ± 0.354'
    assert page.row('Scores of all models', 'A')[-1] == '2'
    assert page.rows['Table III'][0][1] == 'A n = 2'
    assert [row[:2] for row in page.rows['State of every run'][1:5]] == [
        ['A', '0'], ['A', '1'], ['B', '0'], ['B', '1']]


def test_every_published_number_of_tables_iii_and_iv_is_there(whole):
    published = read_published()
    for number, table in (('III', 'iou'), ('IV', 'iou_plus')):
        for name, columns in published[table].items():
            for text, value in zip(whole.row(f'Table {number}', name),
                                   columns.values()):
                assert text.startswith(f'published {value:.3f} ours ')


def test_published_numbers_are_read(report, monkeypatch):
    published = read_published()
    published['iou']['mIoU']['D'] = .987
    monkeypatch.setitem(make_report.__globals__, 'read_published', lambda: published)
    page = report()
    assert page.row('Scores of all models', 'D')[0] == '0.987'
    # D beats all others now, and claim 3 is about B.
    assert 'B 0.652 < D 0.987' in page.text


def test_claims_have_verdicts_and_numbers(place, report):
    page = report()
    rows = page.rows['Verdicts on all claims'][1:]
    assert len(rows) == 10
    assert rows[2][1:] == ['✓ holds', '? cannot be judged']
    assert 'D 0.641 < C 0.643' in page.text
    change(place, 'A', lambda r: r['epochs'][0].update(epoch=1, miou=.99))
    change(place, 'A', lambda r: r['epochs'][2].update(epoch=3, miou_plus=.99))
    assert 'A seed 0 (best in epochs 1 and 3)' in report().text


def test_curves_are_those_of_the_results(place, report):
    change(place, 'A', lambda r: r.update(losses=[
        {'loss': 3.5}, {'loss': 2.25}, {'loss': 1.125}]))
    change(place, 'A', lambda r: r['epochs'][1].update(miou=.0625))
    line, other = report().data('runs')['runs']
    assert (line['key'], other['key']) == ('A-0', 'segnet-0')
    assert line['series']['loss'] == [3.5, 2.25, 1.125]
    assert line['series']['miou'] == [.5, .0625, .5]


def test_runs_that_go_on_have_curves_and_no_place_in_the_tables(place, report):
    folder = f'{place.folder}/H/seed0'
    os.makedirs(folder)
    with open(f'{folder}/log', 'w') as file:
        json.dump([log_row(1, 10), log_row(2, 20, .75)], file)
    os.utime(f'{folder}/log', (NOW - 60, NOW - 60))
    os.utime(folder, (NOW - 60, NOW - 60))
    page = report()
    assert page.row('State of every run', 'H') == [
        '0', 'running', '2 of 4', '0.750, epoch 2', '0.650, epoch 2', '20 s',
        '60 s ago']
    assert page.data('runs')['runs'][1]['series']['miou'] == [.25, .75]
    assert page.row('Scores of all models', 'H')[1] == 'not run'
    assert 'H (running)' in page.text and '--watch' in page.text


def test_photos_truth_predictions(place, photos, report):
    page = report(photos)
    maps = page.data('maps')['maps']
    canvases = {attributes['data-map'] for tag, attributes in page.tags
                if tag == 'canvas' and 'data-map' in attributes}
    assert canvases <= set(maps)
    for i in range(2):
        names = {name for name in maps if name.startswith(f'photo-{i}-')}
        assert names == {f'photo-{i}-{layer}' for layer in ('truth', 'A', 'segnet')}
    for photo_id in photos.samples.ids:
        assert f'Photo {photo_id}' in page.text
    weights = f'{place.folder}/A/seed0/best.safetensors'
    seed, predictions = photos.samples.predict('A', weights)
    assert seed == 0
    assert f'mIoU {predictions[1].miou:.3f}' in page.text
    assert 'A, seed 0, epoch 2;\nSegNet, seed 0, epoch 2.' in page.text
    assert page.html.count('class="nothing">not run<') == 2 * 10
    assert 'may not be passed on' not in page.text
    # Table I is counted: the training part has two photos.
    assert 'not counted' not in ' '.join(page.row('Table I', 'bag'))


def test_photos_are_predicted_once_for_the_same_weights(place, photos, monkeypatch):
    from fashionseg.figures import samples as figures
    loaded = []
    load = figures.load_model
    monkeypatch.setattr(figures, 'load_model', lambda *args: (
        loaded.append(args[1]), load(*args))[1])
    for _ in range(2):
        make_report(place, photos, NOW)
    assert sorted(loaded) == ['A', 'segnet']
    path = f'{place.folder}/A/seed0/best.safetensors'
    os.utime(path, (NOW, NOW))
    make_report(place, photos, NOW)
    assert sorted(loaded) == ['A', 'A', 'segnet']


def test_other_photos_are_not_shown(place, photos, report):
    for key in ('A', 'segnet'):
        change(place, key, lambda r: r.update(data_hash='e' * 64))
    page = report(photos)
    assert f'{photos.samples.held_out.root} are not those of the results' in page.text
    assert not any(name.startswith('photo') for name in page.data('maps')['maps'])
    assert 'not counted' in page.row('Table I', 'bag')[0]


def test_what_is_missing_is_named_with_its_command(place, report):
    shutil.rmtree(place.folder)
    os.makedirs(place.folder)
    page = report()
    assert {run.state for run in page.runs} == {'not run'} and page.problems == []
    for words in ('none are here', 'No run has finished an epoch', 'not counted here',
                  'Times are not measured yet', 'No effect has been measured',
                  'No run is finished yet'):
        assert words in page.text
    for command in ('reproduce --dataset', 'prepare generated --out', 'costs --measure',
                    'questions --dataset'):
        assert f'fashionseg {command}' in page.text
    assert page.row('Table III', 'mIoU')[0] == (
        'published 0.648 ours not run difference n/a')


def test_no_weights_are_named(place, photos, report):
    for key in ('A', 'segnet'):
        os.remove(f'{place.folder}/{key}/seed0/best.safetensors')
    page = report(photos)
    assert 'No weights lie beside these results' in page.text
    assert 'photo-0-truth' in page.data('maps')['maps']


def test_no_results_at_all(place):
    with pytest.raises(UserError, match='no results in'):
        make_report(place._replace(profile='small'), Photos(), NOW)


def test_what_is_damaged_is_named_and_the_rest_is_shown(place, photos, report):
    os.makedirs(place.costs_dir)
    os.makedirs(place.measurements_dir)
    write_result(Path(place.results_dir), 'B').write_text('{')
    write_result(Path(place.results_dir), 'C', data_hash='e' * 64)
    for path in (f'{place.folder}/timing.json',
                 f'{place.folder}/A/seed0/best.safetensors',
                 f'{place.costs_dir}/costs.json', f'{place.costs_dir}/times.json',
                 f'{place.measurements_dir}/x.json'):
        with open(path, 'w') as file:
            file.write('[')
    page = report(photos)
    assert len(page.problems) == 7
    for problem in page.problems:
        assert problem in page.text and '\n' not in problem
    for name in ('B/seed0/result.json', 'C/seed0/result.json', 'timing.json',
                 'A/seed0/best.safetensors', 'costs.json', 'times.json', 'x.json'):
        assert any(name in problem for problem in page.problems), name
    assert page.row('State of every run', 'B')[1] == 'damaged'
    assert page.row('Scores of all models', 'SegNet')[1] == '0.500'
    assert 'photo-0-segnet' in page.data('maps')['maps']
    assert 'photo-0-A' not in page.data('maps')['maps']


def test_data_that_hold_something_else_are_named(place, report):
    os.makedirs(place.measurements_dir)
    for kind in ('scores', 'overlap'):
        with open(f'{place.measurements_dir}/{kind}.json', 'w') as file:
            json.dump({'kind': kind, 'command': '', 'commit': '', 'dataset': 'ccp',
                       'rows': [{'configuration': 'A'}]}, file)
    change(place, 'A', lambda r: r.update(losses=[3]))
    change(place, 'segnet', lambda r: r['epochs'][0].pop('epoch'))
    page = report()
    assert len(page.problems) == 1 + 7  # six readings of the metrics, one of overlaps
    assert 'the effect of absent cannot be read from scores.json (KeyError' in (
        ' '.join(page.problems))
    assert 'A/seed0/result.json is damaged (' in page.problems[0]
    assert page.row('State of every run', 'A')[3] == '0.500, epoch 2'


def test_nothing_in_the_data_becomes_markup(whole, place, photos, report, monkeypatch):
    change(place, 'A', lambda r: r.update(command=HOSTILE, commit=HOSTILE, engine={
        HOSTILE: HOSTILE}, split_sha256=HOSTILE))
    folder = f'{place.folder}/H/seed0'
    os.makedirs(folder)
    with open(f'{folder}/output.txt', 'w') as file:
        file.write(HOSTILE)
    with open(f'{place.folder}/timing.json') as file:
        timing = {**json.load(file), 'command': HOSTILE, 'machine': HOSTILE}
    with open(f'{place.folder}/timing.json', 'w') as file:
        json.dump(timing, file)
    monkeypatch.setattr(photos.samples, 'ids', [HOSTILE] * 2)
    monkeypatch.setattr(photos.samples, 'choice', HOSTILE)
    monkeypatch.setattr(photos.samples, 'pooling',
                        photos.samples.pooling._replace(id=HOSTILE, choice=HOSTILE))
    page = report(photos)
    assert page.text.count(HOSTILE) > 10
    assert len(page.scripts) == len(whole.scripts)
    assert not any(name.startswith('on') for _, attributes in page.tags
                   for name in attributes)
    assert [tag for tag, _ in page.tags].count('img') == 3


def test_nothing_is_fetched(whole):
    for tag, attributes in whole.tags:
        assert tag not in ('link', 'iframe', 'object', 'base')
        for name in ('src', 'href', 'srcset', 'action', 'data'):
            assert re.match(r'#|data:image/jpeg;base64,', attributes.get(name, '#'))
    assert '@import' not in whole.html and 'url(' not in whole.html
    policy, = (attributes['content'] for tag, attributes in whole.tags
               if attributes.get('http-equiv') == 'Content-Security-Policy')
    assert policy.startswith("default-src 'none'; img-src data:; ")


def test_ids_are_unique_and_links_lead_to_them(whole):
    ids = [attributes['id'] for _, attributes in whole.tags if 'id' in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes['href'][1:] for tag, attributes in whole.tags if tag == 'a']
    assert set(links) <= set(ids) and len(links) > 20
    for _, attributes in whole.tags:
        for name in ('for', 'aria-labelledby'):
            assert attributes.get(name, ids[0]) in ids


def test_the_environment_of_the_report(whole):
    short = short_environment()
    for words in (short['system'], short['processor'], 'packages', 'usable cores',
                  f'numpy {short["packages"]["numpy"]}'):
        assert words in whole.text
    size = short['memory_bytes'] / 2 ** 30
    assert size < 1 or f'{size:.1f} GiB' in whole.text


def test_every_question_is_there(whole):
    for questions in SECTIONS.values():
        for question in questions:
            assert question.title in whole.text and question.paper in whole.text


def test_the_same_data_give_the_same_bytes(report, photos):
    first, again, later = (report(photos, now=now).html for now in (NOW, NOW, NOW + 99))
    assert first == again
    lines = [(a, b) for a, b in zip(first.split('\n'), later.split('\n')) if a != b]
    assert len(lines) == 1 and '<time id="written"' in lines[0][0]
    assert '2027-01-15 08:00:00 UTC' in first


def test_a_page_refreshes_only_while_runs_go_on(place, report):
    assert report(refresh=7).refresh == 7
    assert '<body data-refresh="7">' in report(refresh=7).html
    assert 'content="7"' in report(refresh=7).html
    assert 'data-refresh' not in report().html.split('<body')[1].split('>')[0]
    # All twelve are finished: it rests, whatever was asked for.
    for key in ('B', 'C', 'D', 'E', 'F', 'G', 'H', 'unet', 'deeplabv3plus', 'pspnet'):
        shutil.copytree(f'{place.folder}/A', f'{place.folder}/{key}')
        change(place, key, lambda r: r.update(configuration=key))
    page = report(refresh=7)
    assert page.refresh is None and '<body>' in page.html
    assert 'http-equiv="refresh"' not in page.html


def test_size(whole, report, monkeypatch):
    assert len(whole.html.encode()) < 1_000_000
    monkeypatch.setitem(make_report.__globals__, 'MOST_BYTES', 100_000)
    with pytest.raises(UserError, match='at most 0.1; give a smaller --n-photos'):
        report()


def test_class_names_and_both_palettes(whole):
    data = whole.data('maps')
    assert data['classes'] == list(CLASS_NAMES)
    assert {len(rows) for rows in data['palettes'].values()} == {14}
    assert whole.html.count('.class-13 {\n  background: rgb(') == 2


def test_the_page_reads_itself():
    with pytest.raises(AssertionError):
        Page('<p><b></p></b>')
