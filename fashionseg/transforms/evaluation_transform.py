"""What evaluation does to a photo: it resizes."""

import numpy as np

from fashionseg.table_2 import INPUT_SIZE
from fashionseg.transforms.resize import resize_label
from fashionseg.transforms.to_network_input import to_network_input


class EvaluationTransform:
    """Step 5 of Section IV-B alone."""

    def __call__(self, photo, label, rng=None):
        """Resizes one photo and its label.

        Args:
            photo (numpy.ndarray): (H, W, 3) uint8 RGB.
            label (numpy.ndarray): (H, W) uint8 class ids.
            rng: Not used; there so that both transforms are called alike.

        Returns:
            tuple: x (3, 224, 224) float32 in [0, 1] and t (224, 224) int32.
        """
        t = resize_label(label, (INPUT_SIZE, INPUT_SIZE)).astype(np.int32)
        return to_network_input(photo), t
