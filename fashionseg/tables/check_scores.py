import math

from fashionseg.classes import CLASS_NAMES


def check_scores(scores):
    """Raise ValueError unless the argument is a complete dictionary of scores.

    Args:
        scores: What ``SegmentationScores.compute`` returns, read back from JSON.
    """
    if not isinstance(scores, dict):
        raise ValueError('scores are not a dictionary')
    for key in ('miou', 'miou_plus', 'pooled_miou'):
        _check_fraction(key, scores.get(key))
    for key in ('iou', 'iou_plus', 'pooled_iou'):
        by_class = scores.get(key)
        if not isinstance(by_class, dict) or set(by_class) != set(CLASS_NAMES):
            raise ValueError(f"'{key}' does not list the {len(CLASS_NAMES)} classes")
        for name, value in by_class.items():
            if value is not None:
                _check_fraction(f'{key} of {name}', value)


def _check_fraction(name, value):
    if (not isinstance(value, (int, float)) or isinstance(value, bool)
            or not math.isfinite(value) or not -1e-6 <= value <= 1 + 1e-6):
        raise ValueError(f"'{name}' is not a number in [0, 1]")
