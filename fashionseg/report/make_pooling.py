"""Figure 3 for the script of the page: label pooling beside nearest neighbour."""

from collections import namedtuple

import numpy as np

from fashionseg.classes import CLASS_NAMES, N_CLASS
from fashionseg.figures.lost_classes import lost_classes
from fashionseg.figures.nearest_scales import nearest_scales
from fashionseg.figures.pooled_scales import pooled_scales
from fashionseg.report.encode_label import encode_label
from fashionseg.report.encode_photo import encode_photo
from fashionseg.table_2 import INPUT_SIZE

Pooling = namedtuple('Pooling', 'id choice url sizes nearest lost classes')
Pooling.__doc__ = """One label at all scales.

* ``id``, ``choice``: Of the photo, and how it was chosen.
* ``url``: The photo as JPEG, square, as the network takes it.
* ``sizes``: Sizes of the scales in pixels: 224, 56, ..., 1.
* ``nearest``: For each size the label scaled by nearest neighbour, as
  ``encode_label`` writes it.
* ``lost``: For each size the names of the classes that it has lost.
* ``classes``: For each class of the photo, the smallest first, its name, ``n_pixel``,
  for each size the map of where it lies after label pooling (``maps``), and whether
  nearest neighbour has lost it there (``lost``).
"""


def make_pooling(photo):
    """Scales the label of one photo both ways.

    Args:
        photo (fashionseg.figures.samples.PoolingPhoto): Photo and label.

    Returns:
        Pooling: See there.
    """
    nearest, pooled = nearest_scales(photo.label), pooled_scales(photo.label)
    lost = {INPUT_SIZE: (), **lost_classes(photo.label)}
    n_pixel = np.bincount(np.ravel(photo.label), minlength=N_CLASS)
    present = sorted(np.flatnonzero(n_pixel[1:]) + 1, key=lambda c: n_pixel[c])
    url, _, _ = encode_photo(photo.photo, (INPUT_SIZE, INPUT_SIZE))
    return Pooling(
        photo.id, photo.choice, url, list(nearest),
        [encode_label(label) for label in nearest.values()],
        [[CLASS_NAMES[c] for c in classes] for classes in lost.values()],
        [{'name': CLASS_NAMES[c], 'n_pixel': int(n_pixel[c]),
          'maps': [encode_label(c * presence[c]) for presence in pooled.values()],
          'lost': [c in classes for classes in lost.values()]} for c in present])
