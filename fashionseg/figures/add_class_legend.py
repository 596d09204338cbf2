"""The colours of the classes."""

from matplotlib.patches import Patch

from fashionseg.classes import CLASS_NAMES, PALETTE


def add_class_legend(figure, n_column):
    """Adds the 14 class names with their colours at the foot of a figure.

    Args:
        figure (matplotlib.figure.Figure): Where to.
        n_column (int): Columns of the legend.
    """
    patches = [Patch(facecolor=colour / 255, edgecolor='0.4', linewidth=0.4, label=name)
               for name, colour in zip(CLASS_NAMES, PALETTE)]
    figure.legend(handles=patches, loc='lower center', ncols=n_column, frameon=False,
                  handlelength=1.2, handleheight=1.0, columnspacing=1.4,
                  handletextpad=0.5, borderaxespad=0.2)
