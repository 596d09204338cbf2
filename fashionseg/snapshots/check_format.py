"""Whether a file can be read by this version."""

import re

from fashionseg.errors import UserError
from fashionseg.snapshots.format_name import VERSIONS


def check_format(path, metadata, kind):
    """Looks at the format that a whole file says it has.

    Args:
        path (str): The file, for the message.
        metadata (dict): Its texts.
        kind (str): 'snapshot' or 'weights'.

    Raises:
        UserError: It is of another kind, or of another version.
    """
    match = re.fullmatch(r'fashionseg (\w+) (\d{1,9})', metadata.get('format', ''))
    if match is None or match[1] != kind:
        raise UserError(f'{path} holds no {kind} of fashionseg; remove it')
    version, known = int(match[2]), VERSIONS[kind]
    if version != known:
        age = 'a newer' if version > known else 'an older'
        raise UserError(f'{path} is of format {version}, of {age} version of '
                        f'fashionseg, and this one reads {known}; use that version')
