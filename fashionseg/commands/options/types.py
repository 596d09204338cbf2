"""What the values of options may be; each function is an argparse type."""

import argparse
import functools
import math


def whole_number(least, most=None):
    """Makes a type.

    Args:
        least (int): Smallest number that is taken.
        most (int): Largest; None sets no bound.

    Returns:
        callable: Text -> int; argparse.ArgumentTypeError for anything else.
    """
    return functools.partial(_whole_number, least, most)


def batch_sizes(text):
    """Text like '32,64' -> tuple of int above 0, ascending; else ArgumentTypeError."""
    return tuple(sorted({_whole_number(1, None, part) for part in text.split(',')}))


def positive_number(text):
    """Text -> float above 0; argparse.ArgumentTypeError for anything else."""
    number = _to_float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f'{text!r} is not a number above 0')
    return number


def zero_or_more(text):
    """Text -> float from 0 up; argparse.ArgumentTypeError for anything else."""
    number = _to_float(text)
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f'{text!r} is not a number from 0 up')
    return number


def share(text):
    """Text -> float from 0 to 1; argparse.ArgumentTypeError for anything else."""
    number = _to_float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f'{text!r} is not a number from 0 to 1')
    return number


def json_file(text):
    """Text -> the same; argparse.ArgumentTypeError unless it ends with ``.json``.

    So a photo or folder that happens to follow ``--json`` is never written over. '-'
    stands for the standard output.
    """
    if text != '-' and not text.lower().endswith('.json'):
        raise argparse.ArgumentTypeError(
            f'{text!r} does not end with .json; name a file that does, or give --json '
            'last to print it')
    return text


def _whole_number(least, most, text):
    try:
        number = int(text)
    except ValueError:
        number = None
    if number is None or number < least or most is not None and number > most:
        span = f'from {least} up' if most is None else f'from {least} to {most}'
        raise argparse.ArgumentTypeError(f'{text!r} is not a whole number {span}')
    return number


def _to_float(text):
    try:
        return float(text)
    except ValueError:
        return math.nan
