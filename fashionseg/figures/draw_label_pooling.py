"""Figure 3: label pooling beside nearest neighbour."""

from matplotlib.figure import Figure
import numpy as np

from fashionseg.classes import CLASS_NAMES, N_CLASS, PALETTE
from fashionseg.figures.add_class_legend import add_class_legend
from fashionseg.figures.add_panel import add_panel
from fashionseg.figures.add_text import add_text
from fashionseg.figures.lost_classes import lost_classes
from fashionseg.figures.nearest_scales import SIZES, nearest_scales
from fashionseg.figures.pooled_scales import pooled_scales
from fashionseg.table_2 import INPUT_SIZE

# Inches.
PANEL, GAP, LEFT, TOP = 0.78, 0.06, 0.98, 0.38
PITCH = PANEL + GAP
FIRST_CLASS = TOP + PANEL + 0.46
LOST = '#d00000'


def draw_label_pooling(photo, label):
    """Draws one label at all scales.

    The first row has the photo and the label scaled by nearest neighbour; then comes
    a row for each class of the photo, the smallest first, with its pooled presence. A
    red frame marks the scales at which nearest neighbour has lost that class.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8 RGB; drawn square, as the network
            takes it.
        label (numpy.ndarray): (224, 224) integer class ids.

    Returns:
        matplotlib.figure.Figure: 7 inches wide.
    """
    n_pixel = np.bincount(np.ravel(label), minlength=N_CLASS)
    present = sorted(np.flatnonzero(n_pixel[1:]) + 1, key=lambda c: n_pixel[c])
    sizes = (INPUT_SIZE,) + SIZES
    bottom = FIRST_CLASS + len(present) * PITCH
    figure = Figure(figsize=(LEFT + len(sizes) * PITCH + 0.06, bottom + 0.62))
    add_panel(figure, 0.1, TOP, PANEL, PANEL).imshow(
        photo, aspect='auto', interpolation='antialiased')
    add_text(figure, 0.1 + PANEL / 2, TOP - 0.06, 'photo', va='bottom')
    lefts = [LEFT + column * PITCH for column in range(len(sizes))]
    for left, size in zip(lefts, sizes):
        add_text(figure, left + PANEL / 2, TOP - 0.06, f'{size} × {size}', va='bottom')
    lost = {INPUT_SIZE: (), **lost_classes(label)}
    _draw_nearest(figure, lefts, nearest_scales(label), present, lost)
    _draw_pooled(figure, lefts, pooled_scales(label), present, lost)
    for row, c in enumerate(present):
        add_text(figure, LEFT - 0.1, FIRST_CLASS + row * PITCH + PANEL / 2,
                 f'{CLASS_NAMES[c]}\n{n_pixel[c]} px', ha='right')
    add_text(figure, LEFT, bottom + 0.04, 'Red frame: nearest neighbour has lost this '
             'class at this scale, label pooling has not.', ha='left', va='top',
             color=LOST)
    add_class_legend(figure, 7)
    return figure


def _draw_nearest(figure, lefts, scales, present, lost):
    add_text(figure, LEFT, 0.12, 'Nearest neighbour', ha='left', weight='bold')
    for left, (size, label) in zip(lefts, scales.items()):
        add_panel(figure, left, TOP, PANEL, PANEL).imshow(PALETTE[label], aspect='auto')
        n_kept = len(set(present) - set(lost[size]))
        add_text(figure, left + PANEL / 2, TOP + PANEL + 0.05,
                 f'{n_kept} of {len(present)} kept', va='top',
                 color='black' if n_kept == len(present) else LOST)


def _draw_pooled(figure, lefts, scales, present, lost):
    n_kept = min(np.count_nonzero(presence[present].any(axis=(1, 2)))
                 for presence in scales.values())
    add_text(figure, LEFT, FIRST_CLASS - 0.09, 'Label pooling, class by class: '
             f'{n_kept} of {len(present)} kept at every scale', ha='left',
             weight='bold')
    for left, (size, presence) in zip(lefts, scales.items()):
        for row, c in enumerate(present):
            axes = add_panel(figure, left, FIRST_CLASS + row * PITCH, PANEL, PANEL)
            axes.imshow(PALETTE[c * presence[c]], aspect='auto')
            if c in lost[size]:
                for spine in axes.spines.values():
                    spine.set(color=LOST, linewidth=1.8)
