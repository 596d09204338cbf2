import numpy as np

from fashionseg.classes import CLASS_NAMES
from fashionseg.metrics.check_maps import check_maps
from fashionseg.metrics.component_overlaps import ComponentOverlaps
from fashionseg.metrics.iou_of_areas import iou_of_areas
from fashionseg.metrics.iou_plus_of_overlaps import iou_plus_of_overlaps
from fashionseg.metrics.photo_areas import photo_areas

CONNECTIVITIES = (4, 8)
ABSENT_RULES = ('left-out', 'one')
MOST_CLASSES = 1 << 16


class SegmentationScores(object):
    """mIoU, mIoU+ and pooled mIoU of a set of photos, fed one photo at a time.

    The labels may be of any program. Memory does not grow with the number of photos.

    * IoU (Eq. 9) and IoU+ (Eq. 11-13) of a class are means over the photos that
      hold the class in the truth or in the prediction. Photos that hold it in one
      of the two count 0, photos that hold it in neither are left out.
    * Pooled IoU is the usual ratio of sums: pixels of the intersections of all
      photos over pixels of their unions.
    * mIoU (Eq. 10), mIoU+ (Eq. 14) and pooled mIoU are means over the classes. A
      class that no photo holds has no score and is left out.

    Args:
        n_class: Number of classes, in [1, 65536].
        connectivity: 4 or 8, for the connected components of IoU+. The paper does
            not say which; 4 is SciPy's default.
        absent: What a photo that holds a class in neither map adds to that class's
            IoU and IoU+: 'left-out' (nothing) or 'one' (1, and it counts). The paper
            does not say; counted as 1, rare classes come out far above its tables.
            A class that no photo of the set holds has no score either way.
        class_names: As many different names; by default those of
            :data:`fashionseg.classes.CLASS_NAMES` for 14 classes, else '0', '1', ...
        ignore_label: Integer that the truth holds where nothing is known, such as
            255. Such pixels are taken out of both maps before anything is counted
            and before connected components are looked for. None: there is none.

    Attributes:
        n_photo: Photos that were fed so far.

    Raises:
        ValueError: For an argument outside of what is said above.
    """

    def __init__(self, n_class=len(CLASS_NAMES), connectivity=4, absent='left-out',
                 class_names=None, ignore_label=None):
        if not 1 <= n_class <= MOST_CLASSES:
            raise ValueError(f'n_class must be in [1, {MOST_CLASSES}], not {n_class}')
        if connectivity not in CONNECTIVITIES:
            raise ValueError(f'connectivity must be 4 or 8, not {connectivity!r}')
        if absent not in ABSENT_RULES:
            raise ValueError(f"absent must be 'left-out' or 'one', not {absent!r}")
        if class_names is None:
            class_names = CLASS_NAMES if n_class == len(CLASS_NAMES) else map(
                str, range(n_class))
        self.class_names = tuple(class_names)
        if len(set(self.class_names)) != n_class or len(self.class_names) != n_class:
            raise ValueError(f'class_names must be {n_class} different names, not '
                             f'{len(self.class_names)}, '
                             f'{len(set(self.class_names))} of them different')
        self.n_class = n_class
        self.absent = absent
        self.connectivity = connectivity
        self.ignore_label = ignore_label
        self.n_photo = 0
        self._n_photo_with = np.zeros(n_class, np.int64)
        self._sum_iou = np.zeros(n_class)
        self._sum_iou_plus = np.zeros(n_class)
        self._intersection = np.zeros(n_class, np.int64)
        self._union = np.zeros(n_class, np.int64)

    def update(self, truth, prediction):
        """Take one photo into account: :meth:`measure` and :meth:`add`.

        Args:
            truth: Integer array (H, W), values in [0, n_class - 1] or the label to
                ignore.
            prediction: Same shape, values in [0, n_class - 1], any where the truth
                holds the label to ignore.

        Raises:
            ValueError: For other shapes, types or values; nothing is counted then.
        """
        self.add(self.measure(truth, prediction))

    def measure(self, truth, prediction):
        """What one photo has to say; it is not taken into account.

        Args:
            truth, prediction: As :meth:`update` takes them.

        Returns:
            Three arrays (n_class,): pixels of the intersection and of the union, both
            int64, and IoU+, float64, NaN for a class in neither map.

        Raises:
            ValueError: For other shapes, types or values.
        """
        truth, prediction = np.asarray(truth), np.asarray(prediction)
        check_maps(truth, prediction, self.n_class, self.ignore_label)
        overlaps = ComponentOverlaps.of(
            truth, prediction, self.connectivity, self.ignore_label)
        intersection, union = photo_areas(
            overlaps.true, overlaps.predicted, overlaps.n_pixel, self.n_class)
        return intersection, union, iou_plus_of_overlaps(overlaps, self.n_class)

    def add(self, photo):
        """Take one photo into account that was measured, here or elsewhere.

        The order decides the last digits of the sums.

        Args:
            photo: What :meth:`measure` returned.
        """
        intersection, union, iou_plus = photo
        self.n_photo += 1
        self._n_photo_with += union > 0
        self._sum_iou += np.nan_to_num(iou_of_areas(intersection, union))
        self._sum_iou_plus += np.nan_to_num(iou_plus)
        self._intersection += intersection
        self._union += union

    def compute(self):
        """Scores of all photos so far.

        Returns:
            Dictionary of ``miou``, ``miou_plus`` and ``pooled_miou`` (floats in
            [0, 1]) and of ``iou``, ``iou_plus`` and ``pooled_iou`` (dictionaries
            from class name to float, or None for a class that no photo holds).

        Raises:
            ValueError: When no photo was fed, or none with a pixel that counts.
        """
        if self.n_photo == 0:
            raise ValueError('no photo was scored')
        held = self._n_photo_with > 0
        if not held.any():
            raise ValueError('the truth holds nothing but the label to ignore')
        n_photo = np.maximum(self._n_photo_with, 1)
        n_one = np.zeros_like(n_photo)
        if self.absent == 'one':
            n_photo, n_one = self.n_photo, self.n_photo - self._n_photo_with
        iou = (self._sum_iou + n_one) / n_photo
        iou_plus = (self._sum_iou_plus + n_one) / n_photo
        pooled_iou = iou_of_areas(self._intersection, self._union)
        return {
            'miou': float(iou[held].mean()),
            'miou_plus': float(iou_plus[held].mean()),
            'pooled_miou': float(pooled_iou[held].mean()),
            'iou': self._by_class(iou, held),
            'iou_plus': self._by_class(iou_plus, held),
            'pooled_iou': self._by_class(pooled_iou, held),
        }

    def _by_class(self, score, held):
        return {name: float(value) if there else None
                for name, value, there in zip(self.class_names, score, held)}
