"""From results, weights and photos to the text of one HTML file."""

import datetime
import functools
from collections import Counter, namedtuple

from fashionseg.claims import CLAIMS, RULES, judge_claims
from fashionseg.classes import CLASS_NAMES
from fashionseg.configurations import PROFILES, TABLE_5
from fashionseg.environment import short_environment
from fashionseg.errors import UserError
from fashionseg.figures.find_weights import find_weights
from fashionseg.questions import SLIPS, read_measurements
from fashionseg.report.class_colours import class_colours
from fashionseg.report.command_lines import command_lines
from fashionseg.report.curve_data import curve_data
from fashionseg.report.difference_shade import RELATIVE_STEPS, SCORE_STEPS
from fashionseg.report.find_costs import find_costs
from fashionseg.report.find_runs import find_runs
from fashionseg.report.label_maps import label_maps
from fashionseg.report.make_overview import make_overview
from fashionseg.report.make_pictures import make_pictures
from fashionseg.report.make_pooling import make_pooling
from fashionseg.report.metric_examples import SIZE, metric_examples
from fashionseg.report.pivot_sheet import pivot_sheet
from fashionseg.report.question_views import question_views
from fashionseg.report.run import FINISHED, STATES
from fashionseg.report.templates import templates
from fashionseg.report.time_bars import time_bars
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.make_sheets import make_sheets
from fashionseg.tables.read_published import read_published
from fashionseg.tables.results import Results

MOST_BYTES = 8_000_000

# It stays what it is while a page is watched.
_environment = functools.cache(short_environment)

Report = namedtuple('Report', 'html runs problems refresh')
Report.__doc__ = """A report that is not written yet.

* ``html``: Text of the file.
* ``runs``: list of :class:`~fashionseg.report.run.Run`.
* ``problems``: list of str, one line each: files that could not be used and are left
  out.
* ``refresh``: Seconds after which the page loads itself anew, or None.
"""


def make_report(place, photos, now, refresh=None, show=lambda items, text: items):
    """Makes the report of a data set and profile.

    Args:
        place (fashionseg.report.Place): Which, and where everything lies.
        photos (fashionseg.report.Photos): What is known of the evaluation photos.
        now (float): Seconds since 1970, for what is told of times. The same data at
            the same time give the same text.
        refresh (int): Seconds after which an open page loads itself anew; None for a
            page that stays as it is. One whose runs are all finished stays.
        show (callable): Wraps an iterable, as a progress bar does; its second argument
            says what is going on.

    Returns:
        Report: See there.

    Raises:
        UserError: There is no such folder, or the photos make the page larger than
            ``MOST_BYTES``.
    """
    problems = []

    def skip(error):
        problems.append(str(error))

    published = read_published()
    results = Results.read(place.results_dir, place.dataset, place.profile, skip)
    profile = PROFILES[place.profile]
    runs = find_runs(place.folder, results, profile.n_run, profile.n_epoch, now, skip)
    if all(run.state == FINISHED for run in runs):
        refresh = None
    photos = photos.of(results)
    html = templates().get_template('report.html').render(
        dataset=place.dataset, profile=place.profile, refresh=refresh, runs=runs,
        written=datetime.datetime.fromtimestamp(int(now), datetime.timezone.utc),
        commands=command_lines(place), models=COLUMNS, class_names=CLASS_NAMES,
        colours=class_colours(), environment=_environment(), photos=photos,
        **_numbers(published, results, runs, photos.statistics),
        **_pictures(photos.samples, find_weights(place.folder), results, skip, show),
        **_studies(place, published, skip), problems=problems)
    size = len(html.encode())
    if size > MOST_BYTES:
        raise UserError(f'the report would have {size / 1e6:.1f} MB and is to have at '
                        f'most {MOST_BYTES / 1e6:g}; give a smaller --n-photos')
    return Report(html, runs, problems, refresh)


def _numbers(published, results, runs, statistics):
    """States, tables, claims, curves and times."""
    sheets = make_sheets(published, results, statistics, TABLE_5)
    verdicts = judge_claims(published, results)
    count = Counter(run.state for run in runs)
    return {
        'label': sheets[0].label,
        'states': {state: count[state] for state in STATES if count[state]},
        'overview': make_overview(sheets),
        'pivots': {sheet.number: pivot_sheet(sheet) for sheet in sheets},
        'steps': {'score': SCORE_STEPS, 'relative': RELATIVE_STEPS},
        'claims': [(claim, dict(zip(verdicts, row)))
                   for claim, *row in zip(CLAIMS, *verdicts.values())],
        'rules': RULES,
        'curves': curve_data(runs, results.all_background),
        'bars': time_bars(sheets[1]), 'timing': results.timing}


def _pictures(samples, weights, results, skip, show):
    """Figures 3, 4 and 5, and the examples of the metrics."""
    pictures, words, pooling = [], {}, None
    if samples is not None:
        pictures, words = make_pictures(samples, weights, results, skip, show)
        pooling = make_pooling(samples.pooling)
    examples = metric_examples()
    return {
        'pictures': pictures, 'weights': words, 'pooling': pooling,
        'best_model': max(words, default=None, key=lambda key: sum(
            picture.models[key]['miou'] for picture in pictures)),
        'examples': examples, 'example_size': SIZE,
        'maps': label_maps(pictures, pooling, examples)}


def _studies(place, published, skip):
    """Costs and open questions."""
    measurements = read_measurements(place.measurements_dir, skip)
    return {'costs': find_costs(place.costs_dir, published, skip),
            'sections': question_views(measurements, published, skip),
            'measurements': measurements, 'slips': SLIPS}
