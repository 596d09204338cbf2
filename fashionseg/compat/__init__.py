"""Chainer, ChainerCV and ChainerMN on today's Python, NumPy and CuPy.

Importing this package changes nothing; `install` arranges that the libraries'
modules are mended when (and only if) they are imported.
"""

from fashionseg.compat.installation import install

__all__ = ['install']
