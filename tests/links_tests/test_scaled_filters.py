import math

import pytest

from fashionseg.links import FashionSegNet
from fashionseg.links.scaled_filters import scaled_filters


@pytest.mark.parametrize('filters, width, expected', [
    (32, 1 / 4, 8), (64, 1 / 16, 4), (128, 1 / 16, 8),
    (32, 1 / 16, 4),    # 2 is rounded up, never down to none
    (128, .1, 16),      # 12.8
    (64, .3, 20),       # 19.2
    (1024, .5, 512), (32, 2, 64), (32, 1e-9, 4),
    (64, 1.01, 68),     # 64.64
])
def test_rounded_up_to_a_multiple_of_4(filters, width, expected):
    assert scaled_filters(filters, width) == expected


@pytest.mark.parametrize('width', [.01, .25, 1, 1.0, 3])
@pytest.mark.parametrize('filters', [3, 14])
def test_colours_and_classes_are_not_scaled(filters, width):
    assert scaled_filters(filters, width) == filters


@pytest.mark.parametrize('filters', [32, 64, 128, 1024, 2048])
def test_width_1_is_the_paper(filters):
    assert scaled_filters(filters, 1) == scaled_filters(filters, 1.0) == filters


@pytest.mark.parametrize('width', [0, -1, -.5, math.nan, math.inf, -math.inf])
def test_width_that_is_no_positive_number_is_refused(width):
    with pytest.raises(ValueError, match='positive number'):
        scaled_filters(32, width)
    with pytest.raises(ValueError, match='positive number'):
        FashionSegNet(width=width)
