"""A generator of street-fashion-like photos, annotated as ModaNet is."""

from fashionseg.datasets.generated.read_generated import read_generated

__all__ = ['read_generated']
