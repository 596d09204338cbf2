"""Figures 4 and 5 for the script of the page: photos, truth, predictions."""

from collections import namedtuple

from fashionseg.errors import UserError
from fashionseg.figures.describe_weights import describe_weights
from fashionseg.report.encode_label import encode_label
from fashionseg.report.encode_photo import encode_photo

_LONGEST = 560  # pixels of a photo's longer side in the page

Picture = namedtuple('Picture', 'id url height width truth models')
Picture.__doc__ = """One photo and what the models make of it.

* ``id``: Of the photo.
* ``url``, ``height``, ``width``: The photo as JPEG, and its size in pixels.
* ``truth``: Its label as ``encode_label`` writes it.
* ``models``: Configuration to ``map`` (as the truth), ``miou``, ``miou_plus``.
"""


def make_pictures(samples, weights, results, skip, show=lambda items, text: items):
    """Predicts the photos with every model that has weights.

    Args:
        samples (fashionseg.figures.Samples): Photos.
        weights (dict): Configuration to the path of its weights.
        results (fashionseg.tables.results.Results): Finished runs.
        skip (callable): Is told the UserError of each model that cannot be used.
        show (callable): Wraps an iterable, as a progress bar does.

    Returns:
        tuple: list of Picture, and a dictionary configuration to words on its weights.
    """
    predictions, words = {}, {}
    for configuration in show(weights, 'models'):
        try:
            seed, predictions[configuration] = samples.predict(
                configuration, weights[configuration])
        except UserError as error:
            skip(error)
        else:
            words[configuration] = describe_weights(results.runs[configuration], seed)
    pictures = []
    for i, (photo_id, photo, truth) in enumerate(
            zip(samples.ids, samples.photos, samples.truths)):
        models = {configuration: {'map': encode_label(of_model[i].label),
                                  'miou': of_model[i].miou,
                                  'miou_plus': of_model[i].miou_plus}
                  for configuration, of_model in predictions.items()}
        pictures.append(Picture(photo_id, *encode_photo(photo, _size(photo)),
                                encode_label(truth), models))
    return pictures, words


def _size(photo):
    height, width = photo.shape[:2]
    scale = min(1, _LONGEST / max(height, width))
    return round(height * scale), round(width * scale)
