"""Commands that make what a report misses."""

import shlex

from fashionseg.configurations import PROFILES


def command_lines(place):
    """Command lines for the places of a report that have nothing to show.

    Args:
        place (fashionseg.report.Place): What the report is about.

    Returns:
        dict: 'reproduce', 'report', 'prepare', 'costs' and 'questions' to a command
        line. Words in capitals are for the reader to fill in.
    """
    options = ['--dataset', place.dataset, '--profile', place.profile]
    if place.results_dir != 'results':
        options += ['--out', place.results_dir]
    profile = PROFILES[place.profile]
    sources = {
        'generated': ['--n-train', str(profile.n_train), '--n-eval',
                      str(profile.n_eval)],
        'ccp': ['--ccp-root', 'FOLDER'],
        'modanet': ['--modanet-json', 'FILE', '--modanet-photos', 'PATH']}
    return {
        'reproduce': _join('reproduce', *options),
        'report': _join('report', *options),
        'prepare': _join('prepare', place.dataset, '--out', place.photos_root,
                         *sources[place.dataset]),
        'costs': _join('costs', '--measure'),
        'questions': _join('questions', *options, '--measure', 'scores')}


def _join(*words):
    return shlex.join(['fashionseg', *words])
