"""Measurements that are no part of the package: speed beside other libraries."""

import fashionseg  # noqa: F401 - before chainer: it mends Chainer for today's NumPy
