"""A report as a reader finds it: its tables as texts, its data, its ids."""

import json
from html.parser import HTMLParser

VOID = {'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'path', 'rect'}


class Page(HTMLParser):
    """Reads HTML strictly: what is opened is closed, in order.

    Attributes:
        text: All text outside of scripts and styles.
        rows: For each table, under the label of the region around it, lists of the
            texts of its cells.
        scripts: Type or None, and content, of each script.
        tags: Name and attributes of every element, in order.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html, self.text = html, ''
        self.rows, self.scripts, self.tags = {}, [], []
        self._open, self._label, self._cell = [], None, None
        self.feed(html)
        self.close()
        assert self._open == [], self._open

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == 'section' and attributes.get('aria-label'):
            self._label = attributes['aria-label']
        elif tag == 'tr':
            self.rows.setdefault(self._label, []).append([])
        elif tag in ('td', 'th'):
            self._cell = []
        elif tag == 'script':
            self.scripts.append([attributes.get('type'), ''])

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open and self._open[-1] == tag, (tag, self._open[-3:])
        self._open.pop()
        if tag in ('td', 'th'):
            self.rows[self._label][-1].append(' '.join(' '.join(self._cell).split()))
            self._cell = None

    def handle_data(self, data):
        if 'script' in self._open:
            self.scripts[-1][1] += data
        elif 'style' not in self._open:
            self.text += data
            if self._cell is not None:
                self._cell.append(data)

    def row(self, label, name):
        """The texts of one row of a table, without its name."""
        found, = (row[1:] for row in self.rows[label] if row and row[0] == name)
        return found

    def data(self, key):
        """The first JSON in the page that has a key."""
        return next(data for data in (
            json.loads(text) for kind, text in self.scripts
            if kind == 'application/json') if key in data)
