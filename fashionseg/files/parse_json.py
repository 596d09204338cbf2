"""JSON that nobody has to trust."""

import json
import re

# Half a character of two: no file, page or terminal can take it.
_HALF = re.compile(r'\\u[dD][89a-fA-F]')
_MOST_DIGITS = 19  # what 64 bits hold
_LONG = re.compile(r'\d{%d}' % (_MOST_DIGITS + 1))


def parse_json(text):
    """Parses JSON and refuses what a program can trip over.

    Args:
        text (str): JSON.

    Returns:
        The value.

    Raises:
        ValueError: Not JSON; nested too deep; a name that stands twice in one object,
            of which programs take the first or the last; half a character; a whole
            number of more than 19 digits.
    """
    try:
        # Most files have no long number, and a call for each would take time.
        value = json.loads(text, object_pairs_hook=_to_dict,
                           parse_int=_to_int if _LONG.search(text) else None)
    except RecursionError:
        raise ValueError('it is nested too deep') from None
    if _HALF.search(text):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _to_int(text):
    if len(text.lstrip('-')) > _MOST_DIGITS:
        raise ValueError(f'a number has {len(text)} digits')
    return int(text)


def _to_dict(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'{twice!r} stands twice in one object')
    return found
