"""The 14 classes of ModaNet (Table I) and their colours.

The position in these tables is the class id: 0 is the background, 1..13 are the
category ids of ModaNet's annotation file.
"""

import numpy as np

CLASS_NAMES = (
    'background',
    'bag',
    'belt',
    'boots',
    'footwear',
    'outer',
    'dress',
    'sunglasses',
    'pants',
    'top',
    'shorts',
    'skirts',
    'headwear',
    'scarf & tie',
)

N_CLASS = len(CLASS_NAMES)

# RGB. The paper prints its colours only as pixels of Table I; these are chosen to
# stay apart from each other, dark for the background.
PALETTE = np.array([
    (0, 0, 0),
    (230, 159, 0),
    (120, 60, 20),
    (150, 75, 160),
    (240, 80, 160),
    (0, 114, 178),
    (213, 94, 0),
    (255, 255, 255),
    (70, 100, 60),
    (86, 180, 233),
    (240, 228, 66),
    (0, 158, 115),
    (200, 200, 170),
    (220, 30, 40),
], dtype=np.uint8)

# RGB. For readers who see fewer colours: any two are at least 27 apart in CIELAB, to
# full colour vision and to protanopes, deuteranopes and tritanopes, as Machado et al.
# (2009) simulate them; of the palette above some pairs are only 7 apart.
SAFE_PALETTE = np.array([
    (0, 0, 0),
    (153, 129, 62),
    (89, 53, 4),
    (39, 24, 245),
    (100, 13, 172),
    (165, 122, 255),
    (255, 141, 0),
    (255, 255, 255),
    (52, 69, 70),
    (240, 169, 250),
    (84, 255, 106),
    (47, 157, 134),
    (167, 234, 167),
    (166, 63, 158),
], dtype=np.uint8)
