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
