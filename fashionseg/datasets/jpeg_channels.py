"""What a JPEG file says of its pixels."""

# Markers of frames: all of this row but those of tables and of what is reserved.
_FRAMES = set(range(0xc0, 0xd0)) - {0xc4, 0xc8, 0xcc}


def jpeg_channels(content):
    """Numbers of a pixel in a JPEG file.

    Args:
        content (bytes): The file.

    Returns:
        int or None: 1 for grey, 3 for colour, 4 for inks; None where it is no JPEG.
    """
    place = 2
    while content.startswith(b'\xff\xd8') and place + 9 < len(content):
        if content[place] != 0xff:
            return None
        if content[place + 1] in _FRAMES:
            return content[place + 9]
        place += 2 + int.from_bytes(content[place + 2:place + 4], 'big')
    return None
