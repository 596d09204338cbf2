"""One HTML file on a reproduction: its state, tables, curves, photos and sources."""

from fashionseg.report.make_report import make_report
from fashionseg.report.photos import Photos
from fashionseg.report.place import Place

__all__ = ['Photos', 'Place', 'make_report']
