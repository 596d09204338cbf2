"""From the docstrings of this project to Markdown."""

import inspect
import re
import textwrap

_LISTS = ('Args', 'Attributes', 'Raises')
_TEXTS = ('Returns', 'Yields')
_HEADING = re.compile(rf'^({"|".join(_LISTS + _TEXTS)}):\n', re.MULTILINE)
_CODE = re.compile(r'::\n\n((?:    .*\n|\n)+)')
_SOURCE = re.compile(r'^\.\. \[#\] (.*\n(?:    .*\n)*)', re.MULTILINE)
_ROLE = re.compile(r':\w+:`~?(?:[\w.]+\.)?(\w+)`')


def docstring_to_markdown(text):
    """Turns sections into headings and lists, and names of Python into code.

    Args:
        text (str): A docstring as this project writes them: sections Args, Attributes,
            Raises (entries indented by four, what they go on with by eight), Returns
            and Yields (indented by four).

    Returns:
        str: Markdown, without a line break at its end.
    """
    text = inspect.cleandoc(text.replace(' [#]_', '')) + '\n'
    text = _SOURCE.sub(lambda source: re.sub(r'\n +', '\n', source.group(1)), text)
    text = _ROLE.sub(r'`\1`', text).replace('``', '`')
    start, *sections = _HEADING.split(text)
    parts = [_CODE.sub(_fence, start).rstrip()]
    for heading, body in zip(sections[::2], sections[1::2]):
        # What stands behind a section again at the margin is text.
        inner, rest = re.match(r'((?:    .*\n|\n)*)([\s\S]*)', body).groups()
        inner = textwrap.dedent(inner).rstrip()
        if heading in _LISTS:
            inner = '\n'.join(_entry(line, heading) for line in inner.splitlines())
        parts += [f'**{heading}**', inner, _CODE.sub(_fence, rest).rstrip()]
    return '\n\n'.join(part for part in parts if part)


def _fence(code):
    return '```python\n' + textwrap.dedent(code.group(1)).strip() + '\n```\n\n'


def _entry(line, heading):
    if not line or line.startswith(' '):
        return line[2:]
    if heading == 'Raises':
        return '- ' + line
    names, rest = re.match(r'([\w*, ]*\w)(.*)', line).groups()
    return f'- `{names}`{rest}'
