"""The photos of Figures 4 and 5."""


def choose_photos(dataset, n_photo):
    """Chooses photos that show all classes, without a look at any prediction.

    Each next photo is the one with the most classes not shown yet, then with the most
    classes, then the first. When no photo has a new class, all count as new again.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): Photos with labels.
        n_photo (int): How many; all, when there are fewer.

    Returns:
        list of int: Numbers of the photos, in the order of the choice.
    """
    entries = {entry['id']: entry for entry in dataset.index['photos']}
    left = {i: {c for c, n_pixel in entries[photo_id]['pixels'].items() if n_pixel}
            for i, photo_id in enumerate(dataset.ids)}
    shown, chosen = set(), []
    while left and len(chosen) < n_photo:
        if not any(classes - shown for classes in left.values()):
            shown = set()
        best = max(left, key=lambda i: (len(left[i] - shown), len(left[i]), -i))
        shown |= left.pop(best)
        chosen.append(best)
    return chosen
