"""Figures as files."""

import io

from fashionseg.tables.write_files import write_files

# Without what changes from one call or version to the next.
_METADATA = {'png': {'Software': None},
             'pdf': {'CreationDate': None, 'Creator': None, 'Producer': None}}


def save_figures(out, figures, text):
    """Writes figures as PNG and PDF, and a text about them, all or nothing.

    The same figures give the same bytes.

    Args:
        out (str): Folder, made when missing.
        figures (dict): File name without ending -> matplotlib.figure.Figure.
        text (str): Content of ``figures.md``.

    Returns:
        list of str: Paths, ``figures.md`` last.

    Raises:
        UserError: The folder cannot be written.
    """
    contents = {f'{name}.{kind}': _render(figure, kind)
                for name, figure in figures.items() for kind in _METADATA}
    contents['figures.md'] = text
    return [str(path) for path in write_files(out, contents)]


def _render(figure, kind):
    file = io.BytesIO()
    figure.savefig(file, format=kind, metadata=_METADATA[kind])
    return file.getvalue()
