"""Which colours a garment of a class tends to have."""

import numpy as np

from fashionseg.datasets.generated.textures import random_colour

# RGB. As with real clothes, colour is a hint and no proof: denim is mostly trousers,
# leather mostly bags and boots. One garment in eight has any colour at all.
TYPICAL = {
    'bag': (165, 105, 35),
    'belt': (60, 30, 10),
    'boots': (100, 30, 90),
    'footwear': (250, 130, 190),
    'outer': (65, 55, 155),
    'dress': (235, 110, 30),
    'sunglasses': (20, 20, 25),
    'pants': (50, 100, 45),
    'top': (110, 200, 245),
    'shorts': (240, 225, 70),
    'skirts': (185, 40, 170),
    'headwear': (225, 225, 200),
    'scarf & tie': (220, 25, 35),
}
SHARE_TYPICAL = 0.875
SPREAD = 14  # standard deviation of each channel


def cloth_colour(rng, class_name):
    """Colour of one garment, float32 (3,) near [0, 255] RGB."""
    if rng.random() < SHARE_TYPICAL:
        colour = np.array(TYPICAL[class_name]) * rng.uniform(0.75, 1.15)
        return (colour + rng.normal(0, SPREAD, 3)).astype(np.float32)
    return random_colour(rng)
