import numpy as np


def iou_plus_of_overlaps(overlaps, n_class):
    """SS of every class in one photo (Eq. 11-12): the term under the sum of Eq. 13.

    CCSS(U, V) is the mean over the connected components u of U of the best
    IoU(u, v) with a component v of V of the same class; SS is the smaller of
    CCSS(U, V) and CCSS(V, U). The printed "and" of Eq. 12 is read as a minimum.

    Args:
        overlaps: :class:`~fashionseg.metrics.component_overlaps.ComponentOverlaps`.
        n_class: Number of classes.

    Returns:
        float64 array (n_class,) in [0, 1]. A class in one of the two only has 0, a
        class in neither NaN.
    """
    u, v, n_pixel, predicted, true = overlaps
    area_u = np.bincount(u, n_pixel)
    area_v = np.bincount(v, n_pixel)
    iou = n_pixel / (area_u[u] + area_v[v] - n_pixel)
    iou[predicted != true] = 0
    ccss_uv = _ccss(u, predicted, iou, n_class)
    ccss_vu = _ccss(v, true, iou, n_class)
    score = np.minimum(ccss_uv, ccss_vu)
    in_one_only = np.isnan(ccss_uv) != np.isnan(ccss_vu)
    return np.where(in_one_only, 0., score)


def _ccss(component, class_of_pair, iou, n_class):
    # Components count from 1: entry 0 is none.
    best = np.zeros(component.max(initial=0) + 1)
    np.maximum.at(best, component, iou)
    class_of = np.empty(len(best), np.intp)
    class_of[component] = class_of_pair
    total = np.bincount(class_of[1:], best[1:], n_class)
    count = np.bincount(class_of[1:], minlength=n_class)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
