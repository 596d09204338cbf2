import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled


def iou_plus_of_overlaps(overlaps, n_class):
    """SS of every class in one photo (Eq. 11-12): the term under the sum of Eq. 13.

    CCSS(U, V) is the mean over the connected components u of U of the best
    IoU(u, v) with a component v of V of the same class; SS is the smaller of
    CCSS(U, V) and CCSS(V, U). The printed "and" of Eq. 12 is read as a minimum.

    Args:
        overlaps: :class:`~fashionseg.metrics.component_overlaps.ComponentOverlaps`.
        n_class: Number of classes, above every class of the overlaps: nothing looks.

    Returns:
        float64 array (n_class,) in [0, 1]. A class in one of the two only has 0, a
        class in neither NaN.
    """
    u, v, n_pixel, predicted, true = overlaps
    iou = _iou(u, v, n_pixel, predicted, true)
    ccss_uv = _ccss(u, predicted, iou, n_class)
    ccss_vu = _ccss(v, true, iou, n_class)
    score = np.minimum(ccss_uv, ccss_vu)
    in_one_only = np.isnan(ccss_uv) != np.isnan(ccss_vu)
    return np.where(in_one_only, 0., score)


@compiled
def _iou(u, v, n_pixel, predicted, true):
    """IoU(u, v) of each pair, 0 where their classes differ."""
    area_u, area_v = _areas(u, n_pixel), _areas(v, n_pixel)
    iou = np.zeros(len(u))
    for k in range(len(u)):
        if predicted[k] == true[k]:
            iou[k] = n_pixel[k] / (area_u[u[k]] + area_v[v[k]] - n_pixel[k])
    return iou


@compiled
def _areas(component, n_pixel):
    area = np.zeros(_largest(component) + 1, np.int64)
    for k in range(len(component)):
        area[component[k]] += n_pixel[k]
    return area


@compiled
def _ccss(component, class_of_pair, iou, n_class):
    # Components count from 1: entry 0 is none.
    best = np.zeros(_largest(component) + 1)
    class_of = np.full(len(best), -1, np.int64)
    for k in range(len(component)):
        best[component[k]] = max(best[component[k]], iou[k])
        class_of[component[k]] = class_of_pair[k]
    total, count = np.zeros(n_class), np.zeros(n_class)
    for c in range(len(best)):
        if class_of[c] >= 0:
            total[class_of[c]] += best[c]
            count[class_of[c]] += 1
    return total / count  # NaN where there is none


@compiled
def _largest(component):
    largest = 0
    for k in range(len(component)):
        largest = max(largest, component[k])
    return largest
