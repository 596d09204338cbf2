import os
import tempfile
from pathlib import Path

from fashionseg.errors import UserError


def write_files(out_dir, texts):
    """Write text files so that no reader ever sees half a file or half a set.

    All are written aside before the first takes its place.

    Args:
        out_dir: Folder, made when missing.
        texts: File name -> text.

    Returns:
        Paths, in the order of the texts.

    Raises:
        UserError: When the folder cannot be written.
    """
    out_dir = Path(out_dir)
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        # Inside the folder, so that moving a file out of it cannot run out of room.
        with tempfile.TemporaryDirectory(prefix='.part', dir=out_dir) as part_dir:
            for name, text in texts.items():
                Path(part_dir, name).write_text(text, encoding='utf-8')
            for name in texts:
                os.replace(Path(part_dir, name), out_dir / name)
    except OSError as error:
        raise UserError(f'cannot write the tables to {out_dir}: '
                        f'{error.strerror or error}; free some room or name another '
                        'folder') from error
    return [out_dir / name for name in texts]
