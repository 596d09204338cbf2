"""Made-up results with photos, weights and all else that a report shows."""

import shutil

import pytest
from tests.figures_tests.conftest import finished, held_out, prepared  # noqa: F401
from tests.report_tests.page import Page
from tests.tables_tests.made_up_results import write_all_background, write_timing

from fashionseg.datasets.statistics import class_statistics
from fashionseg.figures import Samples
from fashionseg.report import Photos, Place, make_report

NOW = 1_800_000_000


def make_place(finished, held_out, tmp_path):  # noqa: F811
    """A and SegNet are finished, with weights; all else was not run."""
    results = shutil.copytree(finished, tmp_path / 'results')
    write_timing(results, {'A': (30, 8), 'H': (20, 4), 'segnet': (5, 2)})
    write_all_background(results, held_out.data_hash)
    return Place(str(results), 'generated', 'quick', str(tmp_path / 'prepared'),
                 str(tmp_path / 'costs'), str(tmp_path / 'questions'))


@pytest.fixture
def place(finished, held_out, tmp_path):  # noqa: F811
    return make_place(finished, held_out, tmp_path)


@pytest.fixture(scope='session')
def whole(finished, held_out, photos, tmp_path_factory):  # noqa: F811
    """A report with photos that no test changes."""
    place = make_place(finished, held_out, tmp_path_factory.mktemp('whole'))
    return Page(make_report(place, photos, NOW).html)


@pytest.fixture(scope='session')
def photos(held_out):  # noqa: F811
    return Photos(Samples(held_out, n_photo=2), class_statistics(held_out.index))


@pytest.fixture
def report(place):
    """Makes the report and reads it."""
    def make(photos=Photos(why_missing='none are here'), now=NOW, refresh=None):
        made = make_report(place, photos, now, refresh)
        page = Page(made.html)
        page.problems, page.runs, page.refresh = (
            made.problems, made.runs, made.refresh)
        return page
    return make
