"""Puts the compatibility layer in place."""

import sys

from fashionseg.compat.hook import PatchingFinder


def install():
    """Arranges that Chainer's modules are mended when they are imported.

    Calling it again does nothing. Modules that are already there, on a stack where
    Chainer works unmended, are mended in place.

    Raises:
        ImportError: Chainer, ChainerCV or ChainerMN was imported before and failed
            half-way. What is left of it in memory cannot be used.
    """
    if any(isinstance(finder, PatchingFinder) for finder in sys.meta_path):
        return
    for library in ('chainer', 'chainercv', 'chainermn'):
        half_way = any(name.startswith(library + '.') for name in sys.modules)
        if half_way and library not in sys.modules:
            raise ImportError(
                'an import of {0} failed before fashionseg was imported: start '
                'Python anew and import fashionseg before {0}'.format(library))
    finder = PatchingFinder()
    finder.patch_loaded()
    sys.meta_path.insert(0, finder)
