"""Figures 4 and 5: photo, truth, and what every model makes of it."""

from matplotlib.figure import Figure

from fashionseg.classes import PALETTE
from fashionseg.figures.add_class_legend import add_class_legend
from fashionseg.figures.add_panel import add_panel
from fashionseg.figures.add_text import add_text
from fashionseg.tables.columns import COLUMNS

# Inches.
PANEL, GAP, LEFT, TOP, SCORE = 0.76, 0.05, 0.12, 0.3, 0.27
TALLEST = 1.8  # times the width; a taller photo is drawn squat


def draw_predictions(photos, truths, ids, predictions):
    """Draws a row for each photo: photo, truth, all models of Table III.

    Labels are those at 224 x 224, which the scores are of, drawn in the photo's shape.
    Under each prediction stand its mIoU and its mIoU+ in this photo.

    Args:
        photos (list of numpy.ndarray): (H, W, 3) uint8 RGB.
        truths (list of numpy.ndarray): (224, 224) integer class ids.
        ids (list of str): Ids of the photos.
        predictions (dict): Configuration -> list of
            :class:`~fashionseg.figures.predict_photos.Prediction`, one for each
            photo. A configuration that is missing is drawn as not run.

    Returns:
        matplotlib.figure.Figure: 14 columns, for a landscape page.
    """
    heights = [PANEL * min(photo.shape[0] / photo.shape[1], TALLEST)
               for photo in photos]
    lefts = [LEFT + column * (PANEL + GAP) for column in range(2 + len(COLUMNS))]
    bottom = TOP + sum(heights) + len(heights) * SCORE
    figure = Figure(figsize=(lefts[-1] + PANEL + 0.05, bottom + 0.42))
    for left, title in zip(lefts, ('photo', 'truth', *COLUMNS.values())):
        add_text(figure, left + PANEL / 2, TOP - 0.06, title, va='bottom',
                 weight='bold')
    top = TOP
    for i, (photo, truth, height) in enumerate(zip(photos, truths, heights)):
        add_text(figure, LEFT - 0.02, top + height / 2, ids[i], ha='right',
                 rotation='vertical', size=5.5)
        add_panel(figure, lefts[0], top, PANEL, height).imshow(
            photo, aspect='auto', interpolation='antialiased')
        add_panel(figure, lefts[1], top, PANEL, height).imshow(
            PALETTE[truth], aspect='auto')
        for left, configuration in zip(lefts[2:], COLUMNS):
            axes = add_panel(figure, left, top, PANEL, height)
            if configuration in predictions:
                _draw(figure, axes, left, top + height, predictions[configuration][i])
            else:
                axes.set_facecolor('0.94')
                axes.text(0.5, 0.5, 'not run', ha='center', va='center', color='0.45',
                          transform=axes.transAxes)
        top += height + SCORE
    add_class_legend(figure, len(PALETTE))
    return figure


def _draw(figure, axes, left, bottom, prediction):
    axes.imshow(PALETTE[prediction.label], aspect='auto')
    add_text(figure, left + PANEL / 2, bottom + 0.03,
             f'mIoU {prediction.miou:.3f}\nmIoU+ {prediction.miou_plus:.3f}', va='top',
             size=5.2, linespacing=1.1)
