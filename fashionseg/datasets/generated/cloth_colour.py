"""Which colours a garment of a class tends to have."""

import numpy as np

from fashionseg.datasets.generated.textures import random_colour

# RGB. As with real clothes, colour is a hint and no proof: denim is mostly trousers,
# leather mostly bags and boots. A fifth of the garments have any colour at all.
TYPICAL = {
    'bag': (205, 140, 50),
    'belt': (75, 40, 15),
    'boots': (120, 50, 110),
    'footwear': (235, 95, 165),
    'outer': (35, 75, 130),
    'dress': (215, 85, 40),
    'sunglasses': (20, 20, 25),
    'pants': (60, 95, 55),
    'top': (120, 190, 235),
    'shorts': (235, 220, 90),
    'skirts': (20, 155, 125),
    'headwear': (205, 200, 165),
    'scarf & tie': (215, 35, 60),
}
SHARE_TYPICAL = 0.8
SPREAD = 18  # standard deviation of each channel


def cloth_colour(rng, class_name):
    """Colour of one garment, float32 (3,) near [0, 255] RGB."""
    if rng.random() < SHARE_TYPICAL:
        colour = np.array(TYPICAL[class_name]) * rng.uniform(0.75, 1.15)
        return (colour + rng.normal(0, SPREAD, 3)).astype(np.float32)
    return random_colour(rng)
