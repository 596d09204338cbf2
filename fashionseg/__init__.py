"""Robust semantic segmentation for street fashion photos, in Chainer.

::

    from fashionseg import Parser

    parser = Parser.load()  # the demo model; or a run, or a file of weights
    parser.predict('photo.jpg').save('labels/photo.png')
"""

import importlib

from fashionseg import compat


__version__ = '0.1.0'
__all__ = ['Parser']

compat.install()


def __getattr__(name):
    # Chainer and an engine take a while: whoever wants the metrics alone goes without.
    if name == 'Parser':
        return importlib.import_module('fashionseg.parsing').Parser
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
