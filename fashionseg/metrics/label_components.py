import cc3d
import numpy as np


def label_components(label, connectivity, counted=None):
    """Number the connected components of all classes of a label map.

    Args:
        label: Integer array (H, W), values >= 0 where they count.
        connectivity: 4 (pixels that share an edge) or 8 (or a corner).
        counted: Bool array (H, W), False for pixels of no component; None: all count.

    Returns:
        Component map (H, W), unsigned integers from 1 up; 0 where nothing counts.
    """
    # Zero is "no component" to cc3d, but our class 0, the background, has
    # components like every other class.
    kind = np.min_scalar_type(max(int(label.max()), 0) + 1)
    shifted = np.add(label, 1, dtype=kind, casting='unsafe')
    if counted is not None:
        shifted[~counted] = 0
    return cc3d.connected_components(shifted, connectivity=connectivity)
