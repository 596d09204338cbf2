"""Made-up results that the tests of all tables share."""

import pytest
from tests.tables_tests.made_up_results import (
    make_scores,
    write_all_background,
    write_result,
    write_timing,
)


@pytest.fixture
def results_dir(tmp_path):
    """A in two runs, H and U-Net in one, belt nowhere, the rest not run."""
    root = tmp_path / 'results'
    for seed, value in ((0, .3), (1, .5)):
        write_result(root, 'A', seed,
                     best=make_scores(value, epoch=1, belt=None, bag=value / 2),
                     best_plus=make_scores(value + .2, epoch=3, belt=None))
    write_result(root, 'H', best=make_scores(.25, belt=None))
    write_result(root, 'unet', best=make_scores(.75, belt=None), n_param=99,
                 command='run a|b_c --x 50%')
    write_timing(root, {'A': (30, 8), 'H': (20, 4), 'segnet': (5, 2)})
    write_all_background(root)
    return root
