import numpy as np

from fashionseg.transforms.horizontal_flip import horizontal_flip


def test_mirrors_photo_and_label_together_or_neither():
    random = np.random.RandomState(0)
    photo = random.randint(0, 256, (4, 5, 3)).astype(np.uint8)
    label = random.randint(0, 14, (4, 5)).astype(np.uint8)
    rng = np.random.default_rng(0)
    outcomes = set()
    for _ in range(50):
        new_photo, new_label = horizontal_flip(photo, label, rng)
        mirrored = (new_label != label).any()
        for x in range(5):
            source = 4 - x if mirrored else x
            np.testing.assert_array_equal(new_photo[:, x], photo[:, source])
            np.testing.assert_array_equal(new_label[:, x], label[:, source])
        outcomes.add(bool(mirrored))
    assert outcomes == {True, False}


def test_half_of_the_photos_are_mirrored():
    label = np.array([[0, 1]], np.uint8)
    photo = np.zeros((1, 2, 3), np.uint8)
    rng = np.random.default_rng(1)
    n = 4000
    mirrored = sum(int(horizontal_flip(photo, label, rng)[1][0, 0]) for _ in range(n))
    # Four standard deviations of a fair coin.
    assert abs(mirrored - n / 2) < 4 * np.sqrt(n) / 2
