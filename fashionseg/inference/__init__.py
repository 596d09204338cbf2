"""Trained networks on today's inference engines."""

from fashionseg.inference.build_graph import build_graph
from fashionseg.inference.load_model import load_model
from fashionseg.inference.make_segmenter import make_segmenter

__all__ = ['build_graph', 'load_model', 'make_segmenter']
