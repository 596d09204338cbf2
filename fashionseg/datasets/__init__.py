"""Data sets: three sources, one prepared form."""

from fashionseg.datasets.prepared import PreparedDataset

__all__ = ['PreparedDataset']
