"""COCO's run-length codes, checked before pycocotools' C code sees them."""

_LONGEST = 40  # bits of a number in the compressed form: no photo has more pixels


def read_code(code, height, width):
    """The runs of a code, pixels off and on in turn, column by column.

    pycocotools decodes a code whose runs do not cover the photo into memory that was
    never written.

    Args:
        code (dict): ``size`` [height, width] and ``counts``: a list of the runs, or
            their compressed form, str or bytes.
        height, width (int): Of the photo.

    Returns:
        dict: The code with its runs as a list.

    Raises:
        ValueError: When it is no such code or not one for this photo.
    """
    try:
        size, counts = list(code['size']), code['counts']
        if isinstance(counts, str):
            counts = counts.encode('ascii')
        runs = _decompress(counts) if isinstance(counts, bytes) else list(counts)
        total, least = sum(runs), min(runs, default=0)
        if not isinstance(total, int):
            raise TypeError
    except (IndexError, KeyError, TypeError, UnicodeError):
        raise ValueError('it is no run-length code') from None
    if size != [height, width] or total != height * width or least < 0:
        raise ValueError(f'its run-length code is of size {size} and has {total} '
                         'pixels')
    return {'size': size, 'counts': runs}


def _decompress(text):
    """Runs from groups of five bits, the lowest first, each in one character.

    Bit 32 says that the number goes on; bit 16 of its last group that it is negative.
    From the fourth on, runs are stored as differences to the run two before.
    """
    runs, place = [], 0
    while place < len(text):
        number = shift = 0
        more = True
        while more:
            group = text[place] - 48
            number |= (group & 31) << shift
            place, shift, more = place + 1, shift + 5, group & 32
            if shift > _LONGEST:
                raise IndexError
        if group & 16:
            number -= 1 << shift
        runs.append(number + runs[-2] if len(runs) > 2 else number)
    return runs
