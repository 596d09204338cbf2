from collections import namedtuple


class Grid(namedtuple('Grid', ['title', 'header', 'rows', 'code_column'])):
    """One rectangle of texts, to be drawn as Markdown or LaTeX.

    Attributes:
        title: What the rectangle shows.
        header: Texts of the first line.
        rows: Lists of texts, each as long as the header.
        code_column: Index of the column with commands, or None.
    """

    __slots__ = ()

    def __new__(cls, title, header, rows, code_column=None):
        for row in rows:
            if len(row) != len(header):
                raise ValueError(f'{len(row)} texts under {len(header)} titles: {row}')
        return super().__new__(cls, title, header, rows, code_column)
