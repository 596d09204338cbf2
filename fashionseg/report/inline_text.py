"""Sentences that hold a little Markdown, as HTML."""

import re

from markupsafe import Markup, escape

# Pages that the sentences point to -> their place in the report.
_PLACES = {'costs.md': '#costs'}
_MARKS = re.compile(r'`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)')


def inline_text(text):
    """Draws code in backticks and links to pages that the report has too.

    Args:
        text (str): May hold anything; all else is shown as it is.

    Returns:
        markupsafe.Markup: HTML.
    """
    parts, end = [], 0
    for match in _MARKS.finditer(text):
        parts.append(escape(text[end:match.start()]))
        parts.append(_draw(*match.groups()))
        end = match.end()
    return Markup('').join([*parts, escape(text[end:])])


def _draw(code, words, url):
    if code:
        return Markup('<code>{}</code>').format(code)
    place = _PLACES.get(url.rsplit('/', 1)[-1])
    if place is None:
        return escape(words)
    return Markup('<a href="{}">{}</a>').format(place, words)
