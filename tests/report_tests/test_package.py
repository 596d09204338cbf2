"""Templates, style sheets, scripts and the demo model go with the package."""

import pathlib
import shutil
import subprocess
import sys

from fashionseg.report.templates import templates

ROOT = pathlib.Path(__file__).parents[2]
REPORT = ROOT / 'fashionseg' / 'report'
CODE = '''
import fashionseg.report.templates as t
t.templates().get_template('report.html')
print(t.__file__, len(t.templates().globals['asset']('page.css')))
'''


def test_an_installed_package_has_them(tmp_path):
    source = tmp_path / 'source'
    shutil.copytree(ROOT / 'fashionseg', source / 'fashionseg',
                    ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copy(ROOT / 'setup.py', source)
    target = tmp_path / 'target'
    subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--no-deps',
                    '--no-index', '--no-build-isolation', '--target', target, source],
                   check=True)
    for folder in ('report/assets', 'report/templates', 'demo'):
        names = {path.name for path in (ROOT / 'fashionseg' / folder).iterdir()}
        assert names == {path.name for path in (
            target / 'fashionseg' / folder).iterdir()}
    done = subprocess.run([sys.executable, '-c', CODE], cwd=tmp_path, check=True,
                          env={'PYTHONPATH': str(target)}, text=True,
                          stdout=subprocess.PIPE)
    path, size = done.stdout.split()
    assert path.startswith(str(target))
    assert int(size) == len((REPORT / 'assets' / 'page.css').read_text())


def test_every_template_and_asset_is_used():
    text = ''.join(path.read_text() for path in (REPORT / 'templates').iterdir())
    for path in (REPORT / 'assets').iterdir():
        assert f"'{path.stem}'" in text or f"'{path.name}'" in text
    for path in (REPORT / 'templates').iterdir():
        assert path.name == 'report.html' or f"'{path.stem}" in text


def test_no_template_switches_the_escaping_off():
    assert templates().autoescape is True
    for path in (REPORT / 'templates').iterdir():
        text = path.read_text().replace(' ', '')
        assert '|safe' not in text and 'autoescape' not in text


def test_lines_are_short_and_files_too():
    for path in (*(REPORT / 'assets').iterdir(), *(REPORT / 'templates').iterdir()):
        lines = path.read_text().splitlines()
        assert len(lines) <= 220, path.name
        assert [n for n, line in enumerate(lines, 1) if len(line) > 88] == [], path.name
