"""Robust semantic segmentation for street fashion photos, in Chainer."""

__version__ = '0.1.0'
