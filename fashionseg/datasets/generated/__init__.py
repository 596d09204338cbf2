"""A generator of street-fashion-like photos, written as ModaNet writes its own."""

from fashionseg.datasets.generated.write import write_generated

__all__ = ['write_generated']
