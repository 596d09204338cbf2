"""The page in a real browser: what readers do, and what they see then."""

import json
import re
import shutil
import subprocess

import numpy as np
import pytest
from tests.report_tests.conftest import NOW, make_place

from fashionseg.classes import CLASS_NAMES, PALETTE, SAFE_PALETTE
from fashionseg.report import make_report

BROWSER = next(filter(None, map(shutil.which, (
    'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'))), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason='no Chromium is installed (chromium, google-chrome)')
OPTIONS = (
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run',
    '--disable-background-networking', '--window-size=1280,900')
# Errors of the page's scripts, and what the test's script finds, end in the page.
BEFORE = '''<head><script>
const outcome = {errors: []};
addEventListener('error', event => outcome.errors.push(event.message));
function tell() {
  const place = document.createElement('pre');
  place.id = 'outcome';
  place.textContent = JSON.stringify(outcome);
  document.body.append(place);
}
</script>'''
ACT = '''
const one = selector => document.querySelector(selector);
const nLine = () => document.querySelectorAll('[data-chart="miou"] g[data-run]').length;
function change(id, value) {
  const field = document.getElementById(id);
  if (field.type === 'checkbox') field.checked = value; else field.value = value;
  for (const name of ['input', 'change']) {
    field.dispatchEvent(new Event(name, {bubbles: true}));
  }
}
function point(element, name, across, down, more) {
  const box = element.getBoundingClientRect();
  element.dispatchEvent(new PointerEvent(name, {
    clientX: box.left + across * box.width, clientY: box.top + down * box.height,
    bubbles: true, pointerType: 'mouse', ...more}));
}
function colours(canvas) {
  const {data} = canvas.getContext('2d').getImageData(
    0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) {
    seen.add([...data.slice(i, i + 3)].join(' '));
  }
  return [...seen];
}
addEventListener('load', () => {
  const style = element => getComputedStyle(element);
  outcome.width = document.documentElement.scrollWidth - innerWidth;
  outcome.lines = [nLine()];
  change('run-A-0', false);
  outcome.lines.push(nLine());
  one('[data-runs="none"]').click();
  outcome.lines.push(nLine());
  one('[data-runs="proposal"]').click();
  outcome.lines.push(nLine());
  one('[data-runs="all"]').click();
  outcome.lines.push(nLine());

  const chart = one('[data-chart="miou"] svg');
  point(chart, 'pointermove', .12, .5);
  outcome.tip = one('[data-chart="miou"] .tip').textContent;
  outcome.epoch = one('#epoch').value;
  point(chart, 'pointerleave', 2, 2);
  outcome.hidden = one('[data-chart="miou"] .tip').hidden;
  change('epoch', 3);
  outcome.values = [...one('#values').rows].map(row => row.textContent);

  const truth = one('[data-map="photo-0-truth"]');
  outcome.figures = colours(truth);
  change('palette', 'safe');
  outcome.safe = colours(truth);
  outcome.swatch = style(one('.colour.class-6')).backgroundColor;
  one('[data-class="6"]').click();
  outcome.alone = colours(truth).length;
  one('[data-class="6"]').click();

  const stage = one('.stage');
  point(stage, 'pointermove', .25, .5, {buttons: 1});
  outcome.divider = [one('#divider').value, style(one('.left-layer')).clipPath];
  outcome.readout = one('.readout').textContent;
  one('.thumbs [data-layer="segnet"]').click();
  outcome.right = [one('#right').value, one('.right-layer').dataset.map,
    one('.right-side').textContent];

  outcome.backgrounds = ['light', 'dark'].map(theme => {
    change('theme', theme);
    return style(document.body).backgroundColor;
  });
  const head = [...document.querySelectorAll('.sortable button')][2];
  head.click();
  outcome.sorted = [head.parentElement.getAttribute('aria-sort'),
    one('.sortable tbody th').textContent];
  one('[data-open="all"]').click();
  outcome.closed = document.querySelectorAll('#questions details:not([open])').length;
  outcome.widest = document.documentElement.scrollWidth - innerWidth;
  tell();
});
'''
NARROW = '''<!DOCTYPE html><meta charset="utf-8"><body>
<iframe width="390" height="844"></iframe><script>
const frame = document.querySelector('iframe');
frame.srcdoc = {html};
frame.addEventListener('load', () => {{
  const page = frame.contentDocument;
  for (const details of page.querySelectorAll('details')) details.open = true;
  const inside = [...page.querySelectorAll('main *, header *')].filter(element =>
    element.getBoundingClientRect().right > 391 && !element.closest('.scroll'));
  outcome.width = page.documentElement.scrollWidth;
  outcome.wide = inside.map(element => element.outerHTML.slice(0, 80));
  outcome.lines = page.querySelectorAll('[data-chart="miou"] g[data-run]').length;
  tell();
}});
</script>'''
RELOAD = '''
addEventListener('load', () => {
  const n = Number(sessionStorage.getItem('loads') || 0) + 1;
  sessionStorage.setItem('loads', n);
  if (n === 1) {
    const box = document.getElementById('run-A-0');
    box.checked = false;
    box.dispatchEvent(new Event('change', {bubbles: true}));
    document.getElementById('question-2-1').open = true;
    scrollTo(0, 2345);
  } else if (n === 3) {
    outcome.loads = n;
    outcome.checked = document.getElementById('run-A-0').checked;
    outcome.other = document.getElementById('run-segnet-0').checked;
    outcome.open = document.getElementById('question-2-1').open;
    outcome.top = scrollY;
    document.getElementById('pause').click();
    outcome.pause = document.getElementById('pause').textContent;
    tell();
  }
});
'''


@pytest.fixture(scope='module')
def place(finished, held_out, tmp_path_factory):
    return make_place(finished, held_out, tmp_path_factory.mktemp('browser'))


@pytest.fixture
def browse(tmp_path):
    """Opens a page and returns what its script told."""
    def browse(html, script='', wait=3000):
        path = tmp_path / 'page.html'
        html = html.replace('<head>', BEFORE, 1)
        path.write_text(html.replace('</body>', f'<script>{script}</script></body>'),
                        encoding='utf-8')
        done = subprocess.run(
            [BROWSER, *OPTIONS, f'--user-data-dir={tmp_path / "profile"}',
             f'--virtual-time-budget={wait}', '--dump-dom', path.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=200)
        text = re.search(r'<pre id="outcome">(.*?)</pre>', done.stdout.decode(), re.S)
        assert text, 'the page did not tell'
        outcome = json.loads(text[1].replace('&lt;', '<').replace('&gt;', '>')
                             .replace('&amp;', '&'))
        assert outcome.pop('errors') == []
        return outcome
    return browse


def rgb(palette, classes):
    return {' '.join(map(str, palette[c])) for c in classes}


def test_what_readers_do(browse, place, photos):
    found = browse(make_report(place, photos, NOW).html, ACT)
    assert found['width'] <= 0 and found['widest'] <= 0
    assert found['lines'] == [2, 1, 0, 1, 2]
    assert found['epoch'] == '1' and found['hidden']
    # Both runs have 0.5 in every epoch.
    assert found['tip'].startswith('epoch 1') and found['tip'].count('0.500') == 2
    assert found['values'][0].startswith('A0.50000.40000.7000')

    classes = np.unique(photos.samples.truths[0])
    assert set(found['figures']) == rgb(PALETTE, classes)
    assert set(found['safe']) == rgb(SAFE_PALETTE, classes)
    assert found['swatch'] == 'rgb({}, {}, {})'.format(*SAFE_PALETTE[6])
    assert found['alone'] == (2 if 6 in classes else 1)

    assert found['divider'] == ['25', 'inset(0px 75% 0px 0px)']
    truth = CLASS_NAMES[photos.samples.truths[0][112, 56]]
    assert f'pixel 56, 112 of 224 × 224. truth: {truth}; ' in found['readout']
    assert found['right'] == ['segnet', 'photo-0-segnet', 'SegNet']
    light, dark = found['backgrounds']
    assert light != dark
    assert found['sorted'] == ['descending', 'A'] and found['closed'] == 0


def test_a_phone_scrolls_in_one_direction(browse, place, photos):
    html = make_report(place, photos, NOW).html
    text = json.dumps(html).replace('</', '<\\/')
    found = browse('<head></head>' + NARROW.format(html=text))
    assert found['width'] <= 390 and found['wide'] == [] and found['lines'] == 2


def test_a_live_page_reloads_and_keeps_what_was_chosen(browse, place, photos):
    html = make_report(place, photos, NOW, refresh=1).html
    found = browse(html, RELOAD, wait=60000)
    assert found == {'loads': 3, 'checked': False, 'other': True, 'open': True,
                     'top': 2345, 'pause': 'Go on'}


def test_a_finished_page_does_not_reload(browse, place, photos):
    html = make_report(place, photos, NOW).html
    script = '''addEventListener('load', () => {
      const n = Number(sessionStorage.getItem('loads') || 0) + 1;
      sessionStorage.setItem('loads', n);
      setTimeout(() => { outcome.loads = n; tell(); }, 50000);
    });'''
    assert browse(html, script, wait=60000) == {'loads': 1}
