"""How all figures look."""

from contextlib import contextmanager

import matplotlib.style

DPI = 300

_STYLE = {
    'font.family': 'DejaVu Sans',  # comes with matplotlib: the same everywhere
    'font.size': 7,
    'axes.linewidth': 0.5,
    'axes.titlesize': 7,
    'axes.labelsize': 7,
    'xtick.labelsize': 6,
    'ytick.labelsize': 6,
    'legend.fontsize': 6.5,
    'lines.linewidth': 1.1,
    'savefig.dpi': DPI,
    'pdf.fonttype': 42,  # text stays text
    'image.interpolation': 'nearest',  # pixels of labels stay sharp
    'image.composite_image': False,
}


@contextmanager
def figure_style():
    """Sets the style for what is drawn and saved inside, whatever the user's own."""
    with matplotlib.style.context(['default', _STYLE]):
        yield
