"""Robust semantic segmentation for street fashion photos, in Chainer."""

from fashionseg import compat


__version__ = '0.1.0'

compat.install()
