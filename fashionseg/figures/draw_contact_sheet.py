"""Photos with their labels drawn over them, many on a page."""

from matplotlib.figure import Figure
import numpy as np
from scipy import ndimage

from fashionseg.classes import PALETTE
from fashionseg.figures.add_class_legend import add_class_legend
from fashionseg.figures.add_panel import add_panel
from fashionseg.figures.add_text import add_text

# Inches.
PANEL, GAP, TOP, ID, FOOT = 1.5, 0.08, 0.1, 0.22, 0.42
N_COLUMN = 6
TALLEST = 1.8  # times the width; a taller photo is drawn squat
OPACITY = 0.5
BORDER = 2  # pixels of a photo


def draw_contact_sheet(photos, labels, ids):
    """Draws each photo with its label over it, tinted inside and solid at the border.

    Args:
        photos (list of numpy.ndarray): (H, W, 3) uint8 RGB; at least one.
        labels (list of numpy.ndarray): (H, W) integer class ids, of the photo's size.
        ids (list of str): Ids of the photos.

    Returns:
        matplotlib.figure.Figure: Six columns.
    """
    height = PANEL * min(max(p.shape[0] / p.shape[1] for p in photos), TALLEST)
    n_row = -(-len(photos) // N_COLUMN)
    figure = Figure(figsize=(GAP + N_COLUMN * (PANEL + GAP),
                             TOP + n_row * (height + ID) + FOOT))
    for k, (photo, label, photo_id) in enumerate(zip(photos, labels, ids)):
        row, column = divmod(k, N_COLUMN)
        left, top = GAP + column * (PANEL + GAP), TOP + row * (height + ID)
        axes = add_panel(figure, left, top, PANEL, height)
        axes.set_facecolor('0.9')
        axes.imshow(_overlay(photo, label), aspect='equal',
                    interpolation='antialiased')
        axes.set_anchor('C')
        add_text(figure, left + PANEL / 2, top + height + 0.03, photo_id, va='top')
    add_class_legend(figure, 7)
    return figure


def _overlay(photo, label):
    edge = np.zeros(label.shape, bool)
    for c in np.unique(label[label > 0]):
        edge |= (label == c) & ~ndimage.binary_erosion(
            label == c, iterations=BORDER, border_value=1)
    opacity = np.where(edge, 1, np.where(label > 0, OPACITY, 0))[..., None]
    return (opacity * PALETTE[label] + (1 - opacity) * photo).astype(np.uint8)
