import cc3d
import numpy as np


def label_components(maps, connectivity, counted=None):
    """Number the connected components of all classes of some label maps.

    Args:
        maps: Integer arrays (H, W) of one shape, values >= 0 where they count.
        connectivity: 4 (pixels that share an edge) or 8 (or a corner).
        counted: Bool array (H, W), False for pixels of no component; None: all count.

    Returns:
        Component maps, one below the other: (len(maps), H, W), uint32, from 1 up,
        which go on from one map to the next; 0 where nothing counts.
    """
    # Zero is "no component" to cc3d, but our class 0, the background, has components
    # like every other class. Maps are told apart by classes of their own.
    numbers = [label if counted is None else label[counted] for label in maps]
    width = max(int(part.max(initial=0)) for part in numbers) + 1
    shape = len(maps), *maps[0].shape
    shifted = np.empty(shape, np.min_scalar_type(width * len(maps)))
    for k, label in enumerate(maps):
        shifted[k] = label
        shifted[k] += shifted.dtype.type(1 + k * width)
        if counted is not None:
            shifted[k, ~counted] = 0
    found = cc3d.connected_components(
        shifted.reshape(-1, shape[2]), connectivity=connectivity,
        out_dtype=np.uint32)
    return found.reshape(shape)
