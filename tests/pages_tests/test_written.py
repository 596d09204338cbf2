"""The pages that a program writes are current, and say what there is."""

import hashlib
import importlib
import json
import re

import pytest

from fashionseg.commands.command_table import COMMANDS
from fashionseg.commands.main import main
from fashionseg.parsing.demo_run import DEMO_RUN
from pages.api_page import ROOMS
from pages.docstring_to_markdown import docstring_to_markdown
from pages.root import ROOT
from pages.written import WRITTEN


def _read(name):
    return (ROOT / 'docs' / name).read_text(encoding='utf-8')


@pytest.mark.parametrize('name', WRITTEN)
def test_current(name):
    assert (ROOT / name).read_text(encoding='utf-8') == WRITTEN[name](), (
        'run: python -m pages')


@pytest.mark.parametrize('command', COMMANDS)
def test_every_option_has_its_row(command, capsys):
    assert main([command, '--help']) == 0
    told = set(re.findall(r'^  (--[\w-]+)', capsys.readouterr().out, re.MULTILINE))
    section, = re.findall(rf'^## {command}\n(.*?)(?=^## |\Z)', _read('options.md'),
                          re.MULTILINE | re.DOTALL)
    rows = re.findall(r'^\| `(--[\w-]+)', section, re.MULTILINE)
    assert sorted(rows) == sorted(told) and len(told) >= 1
    assert 'None' not in section and '%%' not in section


@pytest.mark.parametrize('room', ROOMS)
def test_every_public_name_has_its_heading(room):
    section, = re.findall(rf'^## {re.escape(room)}\n(.*?)(?=^## |\Z)', _read('api.md'),
                          re.MULTILINE | re.DOTALL)
    module = importlib.import_module(room)
    assert re.findall(r'^### (\w+)$', section, re.MULTILINE) == sorted(
        name for name in module.__all__ if callable(getattr(module, name)))


def test_interface_of_a_method():
    page = _read('api.md')
    assert re.search(r'^#### Parser.load\n\n    Parser.load\(weights=None, ', page,
                     re.MULTILINE)
    assert ' at 0x' not in page and ':class:' not in page and '``' not in (
        page.replace('```', ''))


def test_docstring_to_markdown():
    text = '''Doubles :func:`~a.b.c` [#]_.

    ::

        c(2)

    .. [#] A. Author:
        Title.

    Args:
        x, y (int): A ``number``,
            of two lines.

    Returns:
        int: Also
        two.

    Raises:
        ValueError: Of another kind.
    '''
    assert docstring_to_markdown(text) == '''Doubles `c`.

```python
c(2)
```

A. Author:
Title.

**Args**

- `x, y` (int): A `number`,
  of two lines.

**Returns**

int: Also
two.

**Raises**

- ValueError: Of another kind.'''


def test_demo_page_tells_of_the_file_beside_it():
    page = _read('demo_model.md')
    content = (DEMO_RUN / 'best.safetensors').read_bytes()
    assert f'| SHA-256 | `{hashlib.sha256(content).hexdigest()}` |' in page
    assert f'{len(content):,} bytes' in page
    result = json.loads((DEMO_RUN / 'result.json').read_text())
    best = max(result['epochs'], key=lambda epoch: epoch['miou'])
    assert f'after epoch {best["epoch"]},' in page
    rows = {cells[0].strip('*'): [float(cell.strip('*')) for cell in cells[1:]]
            for cells in re.findall(
                r'^\| (\S.*?) \| (\**0\.\d{3}\**) \| (\**0\.\d{3}\**) \|$', page,
                re.MULTILINE)}
    assert rows.pop('mean') == [round(best['miou'], 3), round(best['miou_plus'], 3)]
    assert rows == {
        name: [round(best['iou'][name], 3), round(best['iou_plus'][name], 3)]
        for name in best['iou']}
    assert f'`{result["command"]}`' in page and f'`{result["commit"]}`' in page
