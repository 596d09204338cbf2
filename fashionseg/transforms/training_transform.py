"""The augmentation of Section IV-B."""

import numpy as np

from fashionseg.table_2 import INPUT_SIZE
from fashionseg.transforms.cut_window import cut_window
from fashionseg.transforms.draw_bars import draw_bars
from fashionseg.transforms.draw_flip import draw_flip
from fashionseg.transforms.draw_window import draw_window
from fashionseg.transforms.gaussian_noise import gaussian_noise
from fashionseg.transforms.resize import resize_label
from fashionseg.transforms.to_network_input import to_network_input


class TrainingTransform:
    """Steps 1 to 5 in the paper's order. Labels follow every step but the noise."""

    def __call__(self, photo, label, rng):
        """Augments one photo.

        Args:
            photo (numpy.ndarray): (H, W, 3) uint8 RGB.
            label (numpy.ndarray): (H, W) uint8 class ids.
            rng (numpy.random.Generator): Source of every random number; the same
                state gives the same result.

        Returns:
            tuple: x (3, 224, 224) float32 in [0, 1] and t (224, 224) int32.
        """
        height, width = label.shape
        mirrored = draw_flip(rng)
        top, bottom, left, right = draw_bars(height, width, rng)
        y, x, height, width = draw_window(
            height + top + bottom, width + left + right, rng)
        window = mirrored, y - top, x - left, height, width
        photo = gaussian_noise(cut_window(photo, *window), rng)
        label = cut_window(label, *window)
        t = resize_label(label, (INPUT_SIZE, INPUT_SIZE)).astype(np.int32)
        return to_network_input(photo), t
