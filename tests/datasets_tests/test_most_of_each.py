from itertools import combinations

import numpy as np

from fashionseg.datasets.most_of_each import most_of_each


def test_one_scarce_class():
    table = np.array([[9, 2], [9, 3], [9, 0], [9, 1]])
    assert most_of_each(table, 1) == (3, 1)
    assert most_of_each(table, 2) == (5, 1)
    assert most_of_each(table, 4) == (6, 1)


def test_classes_that_exclude_each_other():
    assert most_of_each(np.array([[4, 0], [0, 4], [4, 0]]), 1)[0] == 2
    assert most_of_each(np.array([[4, 0], [0, 4], [4, 0]]), 2)[0] == 4


def test_never_below_what_whole_photos_have():
    random = np.random.default_rng(0)
    for _ in range(30):
        table = random.integers(0, 4, (9, 5))
        n_photo = int(random.integers(1, 8))
        best = max(table[list(chosen)].sum(0).min()
                   for chosen in combinations(range(9), n_photo))
        bound, worst = most_of_each(table, n_photo)
        # Photos in part gain less than whole ones of all classes would.
        assert best <= bound <= best + table.max()
        assert np.sort(table[:, worst])[-n_photo:].sum() >= bound
