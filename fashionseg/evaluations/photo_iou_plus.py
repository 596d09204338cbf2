import numpy as np

from fashionseg.evaluations.component_overlaps import component_overlaps
from fashionseg.evaluations.label_components import label_components


def photo_iou_plus(truth, prediction, n_class, connectivity=4):
    """SS of every class in one photo (Eq. 11-12): the term under the sum of Eq. 13.

    CCSS(U, V) is the mean over the connected components u of U of the best
    IoU(u, v) with a component v of V of the same class; SS is the smaller of
    CCSS(U, V) and CCSS(V, U). The printed "and" of Eq. 12 is read as a minimum.

    Args:
        truth: Integer array (H, W), values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.
        connectivity: 4 or 8. The paper does not say; 4 is SciPy's default.

    Returns:
        float64 array (n_class,) in [0, 1]. A class in one of the two only has 0, a
        class in neither NaN.
    """
    components_u, class_u = label_components(prediction, connectivity)
    components_v, class_v = label_components(truth, connectivity)
    u, v, shared = component_overlaps(components_u, components_v)
    area_u = np.bincount(u, weights=shared)
    area_v = np.bincount(v, weights=shared)
    same = class_u[u] == class_v[v]
    u, v, shared = u[same], v[same], shared[same]
    iou = shared / (area_u[u] + area_v[v] - shared)
    ccss_uv = _ccss(u, iou, class_u, n_class)
    ccss_vu = _ccss(v, iou, class_v, n_class)
    score = np.minimum(ccss_uv, ccss_vu)
    in_one_only = np.isnan(ccss_uv) != np.isnan(ccss_vu)
    return np.where(in_one_only, 0., score)


def _ccss(component, iou, class_of, n_class):
    best = np.zeros(len(class_of))
    np.maximum.at(best, component, iou)
    # Entry 0 of both is no component.
    total = np.bincount(class_of[1:], weights=best[1:], minlength=n_class)
    count = np.bincount(class_of[1:], minlength=n_class)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
