"""Figures 3, 4 and 5 of the paper, drawn from labels and weights at hand."""

from fashionseg.figures.samples import N_PHOTO, Samples
from fashionseg.figures.write_figures import write_figures

__all__ = ['N_PHOTO', 'Samples', 'write_figures']
