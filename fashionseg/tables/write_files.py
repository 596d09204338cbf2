import os
from pathlib import Path

from fashionseg.errors import UserError


def write_files(out_dir, texts):
    """Write text files so that no reader ever sees half a file.

    Args:
        out_dir: Folder, made when missing.
        texts: File name -> text.

    Returns:
        Paths, in the order of the texts.

    Raises:
        UserError: When the folder cannot be written.
    """
    out_dir = Path(out_dir)
    paths = []
    for name, text in texts.items():
        path = out_dir / name
        part = out_dir / f'.{name}.{os.getpid()}.part'
        try:
            out_dir.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding='utf-8')
            os.replace(part, path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UserError(f'cannot write {path}: {error.strerror or error}; free '
                            'some room or name another folder') from error
        paths.append(path)
    return paths
