"""Figures 3, 4 and 5 of the paper, drawn from labels and weights at hand."""

from fashionseg.figures.write_figures import N_PHOTO, write_figures

__all__ = ['N_PHOTO', 'write_figures']
