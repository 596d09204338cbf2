"""Captions of the figures."""

from fashionseg.classes import CLASS_NAMES
from fashionseg.tables.columns import COLUMNS

_NOT_OURS = {'ccp': 'Clothing Co-Parsing', 'modanet': 'ModaNet'}
_CURVES = '''## All models over training

![mIoU and mIoU+ of every model over epochs](curves_of_all.png)

Scores on the evaluation photos after each epoch: the mean over the finished runs of a
model; a band, where there are several, is their range.
'''


def describe_figures(label, dataset, pooling, photos, models, predictions, curves):
    """The text beside the figures: captions, and the scores for those who cannot see.

    Args:
        label (str): What data and profile the results come from.
        dataset (str): 'generated', 'ccp' or 'modanet'.
        pooling (tuple): Id of the photo of Figure 3, how it was chosen, and what
            :func:`~fashionseg.figures.lost_classes.lost_classes` says of it.
        photos (tuple): Ids of the photos of Figures 4 and 5, how they were chosen.
        models (dict): Configuration -> which weights, in words.
        predictions (dict): Configuration -> list of
            :class:`~fashionseg.figures.predict_photos.Prediction`.
        curves (bool): Whether any run is finished, and so has curves.

    Returns:
        str: Markdown.
    """
    lines = [f'# Figures\n\n**{label}.**\n']
    if dataset in _NOT_OURS:
        lines.append(f'Photos and labels of {_NOT_OURS[dataset]} may not be passed on, '
                     'and so Figures 3, 4 and 5 may not.\n')
    lines += _pooling(*pooling) + _predictions(*photos, models, predictions)
    if curves:
        lines.append(_CURVES)
    return '\n'.join(lines)


def _pooling(photo_id, choice, lost):
    words = [f'{size} × {size}: '
             + (', '.join(CLASS_NAMES[c] for c in classes) or 'nothing')
             for size, classes in lost.items()]
    return [f'## Figure 3: label pooling\n\n![Photo {photo_id}, its label scaled by '
            'nearest neighbour, and each class pooled](figure_3.png)\n\n'
            f'Photo {photo_id}, {choice}. Above, the label scaled down step by step by '
            'nearest neighbour, which takes the first pixel of each cell; below, where '
            'each class lies after label pooling (Section III-C). Nearest neighbour '
            'loses:\n'] + [f'- {line}' for line in words] + ['']


def _predictions(ids, choice, models, predictions):
    lines = ['## Figures 4 and 5: photos, truth and predictions\n\n'
             '![Rows of photos with their truth and the prediction of every model]'
             f'(figure_4_5.png)\n\nPhotos {choice}. Labels at 224 × 224, drawn in the '
             "photo's shape. mIoU and mIoU+ are here the means over the classes in "
             "one photo's truth or prediction; the tables' means are taken over all "
             'photos first.\n',
             '| model | weights | ' + ' | '.join(ids) + ' |',
             '|---|---|' + '---|' * len(ids)]
    for configuration, title in COLUMNS.items():
        scores = [f'{p.miou:.3f} / {p.miou_plus:.3f}'
                  for p in predictions.get(configuration, ())] or [''] * len(ids)
        lines.append(f'| {title} | {models.get(configuration, "not run")} | '
                     + ' | '.join(scores) + ' |')
    return lines + ['\nEach cell is mIoU / mIoU+.\n']
