"""The small parts of a report."""

import re

import numpy as np
import pytest

from fashionseg.classes import PALETTE, SAFE_PALETTE
from fashionseg.report.command_lines import command_lines
from fashionseg.report.curve_data import curve_data
from fashionseg.report.difference_shade import difference_shade
from fashionseg.report.encode_label import encode_label
from fashionseg.report.encode_photo import encode_photo
from fashionseg.report.inline_text import inline_text
from fashionseg.report.metric_examples import metric_examples
from fashionseg.report.place import Place
from fashionseg.report.run import Run
from fashionseg.tables.cell import Cell
from fashionseg.tables.score import Score
from tests.tables_tests.made_up_results import make_scores

PLACE = Place('results', 'generated', 'quick', 'data/prepared', 'costs', 'questions')


def decode(text):
    """As the script of the page reads it."""
    pixels = []
    for letter, digits in re.findall(r'([A-Z])([0-9a-z]*)', text):
        pixels += [ord(letter) - 65] * (int(digits, 36) if digits else 1)
    return pixels


@pytest.mark.parametrize('pixels, text', [
    ([[3]], 'D'), ([[0, 0], [0, 0]], 'A4'), ([[0, 13], [13, 1]], 'AN2B'),
    ([[2] * 36], 'C10'), ([[2] * 35 + [0]], 'CzA')])
def test_label_as_text(pixels, text):
    assert encode_label(np.array(pixels)) == text


def test_label_text_can_be_read_back():
    label = np.random.default_rng(0).integers(0, 14, (224, 224)) // 5 * 5
    text = encode_label(label)
    assert decode(text) == label.ravel().tolist()
    assert len(encode_label(np.zeros((224, 224), int))) == 1 + len('12pc')  # 50176


@pytest.mark.parametrize('ours, published, relative, shade', [
    (.5, None, False, 'none'), (None, .5, False, 'none'), (.5, .5, False, 'near'),
    (.509, .5, False, 'near'), (.51, .5, False, 'above-1'), (.49, .5, False, 'below-1'),
    (.53, .5, False, 'above-2'), (.61, .5, False, 'above-3'),
    (.2, .5, False, 'below-4'),
    (96, 100, True, 'near'), (95, 100, True, 'below-1'), (115, 100, True, 'above-2'),
    (60, 100, True, 'below-3'), (10, 100, True, 'below-4'), (0, 0, True, 'near'),
    (1, 0, True, 'above-4')])
def test_shade_of_a_difference(ours, published, relative, shade):
    score = Score.missing() if ours is None else Score.exact(ours)
    assert difference_shade(Cell('r', 'm', published, score, []), relative) == shade


def test_inline_text_draws_code_and_known_links_alone():
    text = inline_text('see `--a <b>` & the [cost\ntable](../x/costs.md), [not](y.md) '
                       '<i> [x](javascript:alert(1))')
    assert text == ('see <code>--a &lt;b&gt;</code> &amp; the <a href="#costs">cost\n'
                    'table</a>, not &lt;i&gt; x)')


def test_commands_say_where_things_lie():
    lines = command_lines(PLACE)
    assert lines['report'] == (
        'fashionseg report --dataset generated --profile quick')
    assert lines['prepare'] == (
        'fashionseg prepare generated --out data/prepared/generated-quick '
        '--n-train 400 --n-eval 40')
    lines = command_lines(PLACE._replace(results_dir='my results', dataset='ccp'))
    assert lines['reproduce'].endswith("--profile quick --out 'my results'")
    assert lines['prepare'].endswith('--out data/prepared/ccp --ccp-root FOLDER')


def test_a_large_photo_is_made_smaller_and_a_small_one_kept():
    photo = np.full((60, 40, 3), 200, np.uint8)
    assert encode_photo(photo, (30, 20))[1:] == (30, 20)
    url, *size = encode_photo(photo, (600, 400))
    assert size == [60, 40] and url.startswith('data:image/jpeg;base64,/9j/')


def run(**changes):
    return Run('A', 'A', 0, 'finished', [make_scores(.25), make_scores(.5)],
               [{'loss': 1.23456789}, {'loss': float('nan')}], 2, 1., None, '',
               None)._replace(**changes)


def test_curves_are_numbers_that_json_can_hold():
    data = curve_data([run(), run(configuration='B', epochs=[])], make_scores(.125))
    line, = data['runs']
    assert line['series']['miou'] == [.25, .5]
    assert line['series']['pooled_miou'] == [.45, .7]
    assert line['series']['loss'] == [1.2346, None]
    assert line['series']['loss/ipl'] == [None, None]
    assert line['title'] == 'A' and data['floor']['miou_plus'] == .025
    assert curve_data([run(losses=[])], None)['floor'] == {}


def test_several_seeds_stand_in_the_titles():
    data = curve_data([run(), run(seed=1)], None)
    assert [line['title'] for line in data['runs']] == ['A, seed 0', 'A, seed 1']


def test_examples_of_the_metrics():
    truth, small, cut, specks = metric_examples()
    assert truth.iou is None and decode(truth.map).count(9) == 36
    # 30 of 36 pixels, in one piece; then in two of 18 and 12 pixels.
    assert small.iou == cut.iou == pytest.approx(30 / 36)
    assert small.iou_plus == pytest.approx(30 / 36)
    assert cut.iou_plus == pytest.approx((18 / 36 + 12 / 36) / 2)
    # 34 pixels and four specks, which match nothing.
    assert specks.iou == pytest.approx(34 / 40)
    assert specks.iou_plus == pytest.approx(34 / 36 / 5)


# Brettel and others see two colours where readers with all cones see three. Viénot,
# Brettel and Mollon (1999): linear RGB as protanopes and deuteranopes see it.
PROTAN = [[.11238, .88762, 0], [.11238, .88762, 0], [.00401, -.00401, 1]]
DEUTAN = [[.29275, .70725, 0], [.29275, .70725, 0], [-.02234, .02234, 1]]


def nearest(palette, view):
    """Smallest distance of two colours in CIELAB, to one kind of reader."""
    value = palette / 255
    linear = np.where(value <= .04045, value / 12.92, ((value + .055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.transpose(view), 0, 1)
    xyz = seen @ np.transpose([[.4124, .3576, .1805], [.2126, .7152, .0722],
                               [.0193, .1192, .9505]]) / [.9505, 1, 1.089]
    f = np.where(xyz > .008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    lab = np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]),
                    200 * (f[:, 1] - f[:, 2])], axis=1)
    distances = np.linalg.norm(lab[:, None] - lab[None], axis=2)
    return distances[np.triu_indices(len(palette), 1)].min()


@pytest.mark.parametrize('view', [np.eye(3), PROTAN, DEUTAN])
def test_the_safe_palette_is_safer(view):
    assert nearest(SAFE_PALETTE, view) > max(20, nearest(PALETTE, view))
