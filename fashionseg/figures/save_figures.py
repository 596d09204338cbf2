"""Figures as files."""

import io
import os
import tempfile

from fashionseg.errors import UserError

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
    contents['figures.md'] = text.encode()
    try:
        os.makedirs(out, exist_ok=True)
        # Inside the folder, so that moving a file out of it cannot run out of room.
        with tempfile.TemporaryDirectory(prefix='.part', dir=out) as part:
            for name, content in contents.items():
                with open(os.path.join(part, name), 'wb') as file:
                    file.write(content)
            for name in contents:
                os.replace(os.path.join(part, name), os.path.join(out, name))
    except OSError as error:
        raise UserError(f'cannot write the figures to {out}: '
                        f'{error.strerror or error}; free some room or give another '
                        '--out') from error
    return [os.path.join(out, name) for name in contents]


def _render(figure, kind):
    file = io.BytesIO()
    figure.savefig(file, format=kind, metadata=_METADATA[kind])
    return file.getvalue()
