"""What a JPEG file says of its size."""

# Markers of frames, and what may stand before them: tables, intervals, applications'
# data, comments. All are followed by a size.
_FRAMES = set(range(0xc0, 0xd0)) - {0xc4, 0xc8, 0xcc}
_BEFORE = {0xc4, 0xcc, 0xdb, 0xdd, 0xfe, *range(0xe0, 0xf0)}


def jpeg_shape(content):
    """Size of a JPEG file's photo, without decoding it.

    Args:
        content (bytes): The file.

    Returns:
        tuple of int or None: Height, width and the numbers of a pixel: 1 for grey, 3
        for colour, 4 for inks. None where it is no JPEG, or an unusual one, of which
        another reader might think otherwise.
    """
    place = 2
    while content.startswith(b'\xff\xd8') and place + 9 < len(content):
        marker = content[place + 1] if content[place] == 0xff else None
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[k:k + 2], 'big')
                             for k in (place + 5, place + 7))
            return height, width, content[place + 9]
        if marker not in _BEFORE:
            return None
        place += 2 + int.from_bytes(content[place + 2:place + 4], 'big')
    return None
