import numpy as np

from fashionseg.transforms.draw_flip import draw_flip


def test_half_of_the_photos_are_mirrored():
    rng = np.random.default_rng(1)
    n = 4000
    drawn = [draw_flip(rng) for _ in range(n)]
    assert set(drawn) == {True, False}
    # Four standard deviations of a fair coin.
    assert abs(sum(drawn) - n / 2) < 4 * np.sqrt(n) / 2
