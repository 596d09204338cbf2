from typing import NamedTuple

import numpy as np

from fashionseg.metrics.label_components import label_components
from fashionseg.metrics.pair_counts import PairCounts


class ComponentOverlaps(NamedTuple):
    """Connected components of prediction and truth that share pixels.

    Five integer arrays of one length, an entry for each pair that shares pixels, in
    the order in which they are met. Together the pairs cover all pixels that count.

    Attributes:
        u: Component of the prediction, from 1 up.
        v: Component of the truth, from 1 up.
        n_pixel: Pixels that they share, >= 1.
        predicted: Class of ``u``.
        true: Class of ``v``.
    """

    u: np.ndarray
    v: np.ndarray
    n_pixel: np.ndarray
    predicted: np.ndarray
    true: np.ndarray

    @classmethod
    def of(cls, truth, prediction, connectivity, ignore_label=None):
        """Finds them in one photo.

        Args:
            truth: Integer array (H, W), values >= 0.
            prediction: Same shape, same range.
            connectivity: 4 or 8.
            ignore_label: Value of the truth whose pixels count in neither map: they
                are taken away before pieces are looked for. None: all count.
        """
        counted = None if ignore_label is None else truth != ignore_label
        components = label_components((prediction, truth), connectivity, counted)
        u, v, n_pixel, pixel = PairCounts.of(*components)
        if counted is not None:
            u, v, n_pixel, pixel = (column[u > 0] for column in (u, v, n_pixel, pixel))
        if v.size:
            v -= v.min() - 1  # those of the truth come after the prediction's
        return cls(u, v, n_pixel, prediction.ravel()[pixel].astype(np.intp),
                   truth.ravel()[pixel].astype(np.intp))
