import cc3d
import numpy as np


def label_components(label, connectivity):
    """Number the connected components of all classes of a label map.

    Args:
        label: Integer array (H, W), values in [0, 253].
        connectivity: 4 (pixels that share an edge) or 8 (or a corner).

    Returns:
        Component map (H, W), unsigned integers from 1 up.
    """
    # Zero is "no component" to cc3d, but our class 0, the background, has
    # components like every other class.
    shifted = np.add(label, 1, dtype=np.uint8, casting='unsafe')
    return cc3d.connected_components(shifted, connectivity=connectivity)
