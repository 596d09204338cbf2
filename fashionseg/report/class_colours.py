"""The colours of the classes, for style sheet and script."""

from fashionseg.classes import PALETTE, SAFE_PALETTE

# Name in the page -> colours. The first is the one that a page opens with.
PALETTES = {'figures': PALETTE, 'safe': SAFE_PALETTE}


def class_colours():
    """Both palettes as numbers.

    Returns:
        dict: 'figures' and 'safe' to 14 lists of red, green and blue in 0..255.
    """
    return {name: palette.tolist() for name, palette in PALETTES.items()}
