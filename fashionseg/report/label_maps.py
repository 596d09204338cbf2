"""All label maps of the page under the names that its canvases know them by."""


def label_maps(pictures, pooling, examples):
    """Collects encoded label maps for the script of the page.

    Args:
        pictures (list of Picture): Figures 4 and 5.
        pooling (Pooling): Figure 3, or None.
        examples (list of MetricExample): Of the metrics.

    Returns:
        dict: Name to a map as ``encode_label`` writes it. The names are
        ``photo-<i>-truth``, ``photo-<i>-<configuration>``, ``nearest-<size>``,
        ``pooled-<k>-<size>`` (k counts the classes of Figure 3) and ``example-<i>``.
    """
    maps = {}
    for i, picture in enumerate(pictures):
        maps[f'photo-{i}-truth'] = picture.truth
        for configuration, model in picture.models.items():
            maps[f'photo-{i}-{configuration}'] = model['map']
    if pooling is not None:
        for j, size in enumerate(pooling.sizes):
            maps[f'nearest-{size}'] = pooling.nearest[j]
            for k, of_class in enumerate(pooling.classes):
                maps[f'pooled-{k}-{size}'] = of_class['maps'][j]
    for i, example in enumerate(examples):
        maps[f'example-{i}'] = example.map
    return maps
