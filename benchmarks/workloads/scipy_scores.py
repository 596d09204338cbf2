"""The metrics as one writes them down first."""

import numpy as np
import scipy.ndimage


def scipy_scores(truth, prediction, n_class):
    """IoU and IoU+ of each class in one photo, with masks and loops.

    Args:
        truth (numpy.ndarray): (H, W) class ids in [0, n_class - 1].
        prediction (numpy.ndarray): Same shape, same range.
        n_class (int): Classes.

    Returns:
        tuple of numpy.ndarray: two (n_class,) float64 in [0, 1], NaN for a class in
        neither map.
    """
    iou, iou_plus = np.full((2, n_class), np.nan)
    for k in range(n_class):
        t, p = truth == k, prediction == k
        union = (t | p).sum()
        if not union:
            continue
        iou[k] = (t & p).sum() / union
        u, v = _masks(p), _masks(t)
        iou_plus[k] = min(_ccss(u, v), _ccss(v, u)) if u and v else 0
    return iou, iou_plus


def _masks(mask):
    """Each component, as its surrounding rectangle and its pixels in there."""
    labels, _ = scipy.ndimage.label(mask)
    return [(box, labels[box] == i + 1)
            for i, box in enumerate(scipy.ndimage.find_objects(labels))]


def _ccss(ours, theirs):
    return sum(max(_overlap(u, v) for v in theirs) for u in ours) / len(ours)


def _overlap(u, v):
    (box_u, mask_u), (box_v, mask_v) = u, v
    joint = [slice(max(a.start, b.start), min(a.stop, b.stop))
             for a, b in zip(box_u, box_v)]
    if any(side.start >= side.stop for side in joint):
        return 0.
    shared = (mask_u[_inside(box_u, joint)] & mask_v[_inside(box_v, joint)]).sum()
    return shared / (mask_u.sum() + mask_v.sum() - shared)


def _inside(box, joint):
    return tuple(slice(side.start - outer.start, side.stop - outer.start)
                 for side, outer in zip(joint, box))
