import pytest

from fashionseg.engines.numpy_kernels.split_taps import split_taps

ALL = [0, 1, 2, 10, 11, 12, 20, 21, 22]


@pytest.mark.parametrize('n_in, n_out, expected', [
    # Moved per pixel: 18 + 32, 6 * 1 + 2.5 * 96, 1 + 2.5 * 288.
    (1, 32, (ALL, [0])),
    # 18 * 16 + 16, 6 * 16 + 2.5 * 48, 16 + 2.5 * 144.
    (16, 16, ([0, 1, 2], [0, 10, 20])),
    # 18 * 32 + 1, 6 * 32 + 2.5 * 3, 32 + 2.5 * 9.
    (32, 1, ([0], ALL)),
])
def test_fewest_numbers_moved(n_in, n_out, expected):
    assert split_taps([0, 10, 20], [0, 1, 2], n_in, n_out, 0, 1.5) == expected


def test_wide_layers_do_not_multiply_more_than_needed():
    # 18 * 256 + 256 < 6 * 256 + 2.5 * 768 + 9 * 256 * 256 / 8 / 16.
    assert split_taps([0, 10, 20], [0, 1, 2], 256, 256, 1 / 8, 1.5) == (ALL, [0])


def test_single_tap():
    assert split_taps([0], [0], 4, 4, 0, 1.5) == ([0], [0])
