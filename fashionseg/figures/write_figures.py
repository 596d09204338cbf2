"""All figures of one data set and profile."""

import os

from fashionseg.errors import UserError
from fashionseg.figures.describe_figures import describe_figures
from fashionseg.figures.describe_weights import describe_weights
from fashionseg.figures.draw_curves import draw_curves
from fashionseg.figures.draw_label_pooling import draw_label_pooling
from fashionseg.figures.draw_predictions import draw_predictions
from fashionseg.figures.figure_style import figure_style
from fashionseg.figures.find_weights import find_weights
from fashionseg.figures.lost_classes import lost_classes
from fashionseg.figures.save_figures import save_figures
from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.results import Results


def write_figures(results_dir, profile, samples, show=lambda items, text: items):
    """Draws Figures 3, 4 and 5 and the curves of all models.

    Args:
        results_dir (str): Folder with ``<dataset>/<profile>/<configuration>/seed<n>``.
        profile (str): Name of the profile.
        samples (fashionseg.figures.Samples): Evaluation photos.
        show (callable): Wraps an iterable, as a progress bar does; its second
            argument says what is going on.

    Returns:
        list of str: Paths of the files in ``<results_dir>/<dataset>/<profile>/
        figures``, ``figures.md`` last.

    Raises:
        UserError: No weights, or weights or results that are damaged or do not belong
            together; nothing is written then.
    """
    dataset = samples.held_out.name
    folder = os.path.join(results_dir, dataset, profile)
    results = Results.read(results_dir, dataset, profile)
    weights = find_weights(folder)
    if not weights:
        raise UserError(f'no weights (seed<n>/best.safetensors) in {folder}; train '
                        'with fashionseg reproduce, or name another --out')
    models, predictions = {}, {}
    for configuration in show(weights, 'models'):
        seed, predictions[configuration] = samples.predict(
            configuration, weights[configuration])
        models[configuration] = describe_weights(results.runs[configuration], seed)

    pooling = samples.pooling
    with figure_style():
        figures = {'figure_3': draw_label_pooling(pooling.photo, pooling.label),
                   'figure_4_5': draw_predictions(
                       samples.photos, samples.truths, samples.ids, predictions)}
        if results.all_runs:
            figures['curves_of_all'] = draw_curves(results)
        text = describe_figures(
            describe_results(results), dataset,
            (pooling.id, pooling.choice, lost_classes(pooling.label)),
            (samples.ids, samples.choice), models, predictions,
            'curves_of_all' in figures)
        return save_figures(os.path.join(folder, 'figures'), figures, text)
