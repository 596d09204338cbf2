import os
import tempfile
from pathlib import Path

from fashionseg.errors import UserError


def write_files(out_dir, contents):
    """Write files so that no reader ever sees half a file or half a set.

    All are written aside before the first takes its place.

    Args:
        out_dir: Folder, made when missing.
        contents: File name -> str (written as UTF-8) or bytes.

    Returns:
        Paths, in the order of the contents.

    Raises:
        UserError: When the folder cannot be written.
    """
    out_dir = Path(out_dir)
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        # Inside the folder, so that moving a file out of it cannot run out of room.
        with tempfile.TemporaryDirectory(prefix='.part', dir=out_dir) as part_dir:
            for name, content in contents.items():
                if isinstance(content, str):
                    content = content.encode()
                Path(part_dir, name).write_bytes(content)
            for name in contents:
                os.replace(Path(part_dir, name), out_dir / name)
    except OSError as error:
        raise UserError(f'cannot write to {out_dir}: '
                        f'{error.strerror or error}; free some room or name another '
                        'folder') from error
    return [out_dir / name for name in contents]
