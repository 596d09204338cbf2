"""All figures of one data set and profile."""

import os

from fashionseg.errors import UserError
from fashionseg.figures.choose_photos import choose_photos
from fashionseg.figures.choose_pooling_photo import choose_pooling_photo
from fashionseg.figures.describe_figures import describe_figures
from fashionseg.figures.draw_curves import draw_curves
from fashionseg.figures.draw_label_pooling import draw_label_pooling
from fashionseg.figures.draw_predictions import draw_predictions
from fashionseg.figures.figure_style import figure_style
from fashionseg.figures.find_photo import find_photo
from fashionseg.figures.find_weights import find_weights
from fashionseg.figures.lost_classes import lost_classes
from fashionseg.figures.predict_photos import predict_photos
from fashionseg.figures.save_figures import save_figures
from fashionseg.inference import load_model
from fashionseg.tables.describe_results import describe_results
from fashionseg.tables.results import Results
from fashionseg.transforms import EvaluationTransform

N_PHOTO = 6  # a landscape page
MOST_PHOTOS = 20


def write_figures(results_dir, profile, held_out, photos=None, n_photo=N_PHOTO,
                  pooling_photo=None, show=lambda items, text: items):
    """Draws Figures 3, 4 and 5 and the curves of all models.

    Args:
        results_dir (str): Folder with ``<dataset>/<profile>/<configuration>/seed<n>``.
        profile (str): Name of the profile.
        held_out (fashionseg.datasets.PreparedDataset): Evaluation photos.
        photos (list of str): Ids for Figures 4 and 5; None: ``n_photo`` chosen ones.
        n_photo (int): How many to choose, at most 20.
        pooling_photo (str): Id for Figure 3; None: the one that loses the most.
        show (callable): Wraps an iterable, as a progress bar does; its second
            argument says what is going on.

    Returns:
        list of str: Paths of the files in ``<results_dir>/<dataset>/<profile>/
        figures``, ``figures.md`` last.

    Raises:
        UserError: No weights, weights or results that are damaged or do not belong
            together, or an unknown photo; nothing is written then.
    """
    folder = os.path.join(results_dir, held_out.name, profile)
    results = Results.read(results_dir, held_out.name, profile)
    weights = find_weights(folder)
    if not weights:
        raise UserError(f'no weights (seed<n>/best.npz) in {folder}; train with '
                        'fashionseg reproduce, or name another --out')
    chosen = _find_photos(held_out, photos, n_photo)
    pooling = pooling_photo and find_photo(held_out, pooling_photo)
    if pooling is None:
        pooling = choose_pooling_photo(held_out, lambda items: show(items, 'labels'))

    transform = EvaluationTransform()
    images = [held_out[i][0] for i in chosen]
    examples = [transform(*held_out[i]) for i in chosen]
    models, predictions = {}, {}
    for configuration in show(weights, 'models'):
        model = load_model(weights[configuration], configuration, held_out.data_hash)
        predictions[configuration] = predict_photos(model, examples)
        models[configuration] = _describe_weights(
            results.runs[configuration], model.seed)

    photo, label = held_out[pooling]
    _, label = transform(photo, label)
    ids = [held_out.ids[i] for i in chosen]
    with figure_style():
        figures = {'figure_3': draw_label_pooling(photo, label),
                   'figure_4_5': draw_predictions(
                       images, [truth for _, truth in examples], ids, predictions)}
        if results.all_runs:
            figures['curves_of_all'] = draw_curves(results)
        text = describe_figures(
            describe_results(results), held_out.name,
            (held_out.ids[pooling], _pooling_choice(pooling_photo),
             lost_classes(label)), (ids, _choice(photos)), models, predictions,
            'curves_of_all' in figures)
        return save_figures(os.path.join(folder, 'figures'), figures, text)


def _find_photos(held_out, photos, n_photo):
    n_photo = n_photo if photos is None else len(photos)
    if not 1 <= n_photo <= MOST_PHOTOS:
        raise UserError(f'a figure of {n_photo} photos cannot be drawn; ask for 1 to '
                        f'{MOST_PHOTOS}')
    if photos is None:
        return choose_photos(held_out, n_photo)
    return [find_photo(held_out, photo_id) for photo_id in photos]


def _pooling_choice(photo_id):
    return 'given by id' if photo_id else (
        'the evaluation photo in which nearest neighbour loses the most classes, '
        'summed over the scales')


def _choice(photos):
    return 'given by id' if photos else (
        'chosen without a look at any prediction: each next one has the most classes '
        'that the ones before do not show')


def _describe_weights(runs, seed):
    for run in runs:
        if run['seed'] == seed:
            return f'seed {seed}, epoch {run["best"]["miou"]["epoch"]}'
    return f'seed {seed}, unfinished run'
