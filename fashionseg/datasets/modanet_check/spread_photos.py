"""A few photos for a look at all."""

import hashlib


def spread_photos(jobs, n_photo, seed):
    """Chooses photos at random, spread evenly over the ids.

    Args:
        jobs (list of dict): Photos with ``id``.
        n_photo (int): How many; all, when there are fewer.
        seed (int): Another seed, other photos.

    Returns:
        list of dict: In the order of the ids.
    """
    jobs = sorted(jobs, key=lambda job: job['id'])
    n_photo = min(n_photo, len(jobs))
    bounds = [k * len(jobs) // n_photo for k in range(n_photo + 1)] if jobs else [0]
    return [min(jobs[start:end], key=lambda job: hashlib.sha256(
                f'{seed}:{job["id"]}'.encode()).digest())
            for start, end in zip(bounds, bounds[1:])]
