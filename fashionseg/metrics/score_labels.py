from fashionseg.metrics.segmentation_scores import SegmentationScores


def score_labels(truths, predictions, **options):
    """mIoU, mIoU+ and pooled mIoU of label maps at hand.

    ::

        scores = score_labels([truth], [prediction], n_class=21, ignore_label=255)
        scores['miou'], scores['miou_plus'], scores['iou']['0']

    Args:
        truths: Iterable of integer arrays (H, W), one for each photo.
        predictions: Iterable of as many, each of the shape of its truth.
        **options: ``n_class``, ``connectivity``, ``absent``, ``class_names`` and
            ``ignore_label`` of :class:`SegmentationScores`.

    Returns:
        Dictionary, see :meth:`SegmentationScores.compute`.

    Raises:
        ValueError: Naming the number of the photo, from 0 up, for maps that cannot be
            scored; more truths than predictions, or fewer; no photo at all.
    """
    scores = SegmentationScores(**options)
    for truth, prediction in zip(truths, predictions, strict=True):
        try:
            scores.update(truth, prediction)
        except ValueError as error:
            raise ValueError(f'photo {scores.n_photo}: {error}') from None
    return scores.compute()
