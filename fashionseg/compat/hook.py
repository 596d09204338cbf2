"""Mends modules at the moment that they are imported."""

import contextlib
import importlib
import sys

from fashionseg.compat.patches import PATCHES


class PatchingFinder:
    """Finder for `sys.meta_path` that lets the others find and then adds patches.

    Only modules named in `PATCHES` are touched, everything else is left to the
    other finders. The spec and its loader stay the real ones.
    """

    def find_spec(self, name, path=None, target=None):
        if name not in PATCHES:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, 'find_spec'):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                self._add_patches(spec)
                return spec
        return None

    def patch_loaded(self):
        """Mends the modules that were imported before this finder was there."""
        for name in PATCHES:
            if name in sys.modules:
                with self._patched(sys.modules[name]):
                    pass

    def _add_patches(self, spec):
        execute = spec.loader.exec_module

        def exec_module(module):
            with self._patched(module):
                execute(module)

        spec.loader.exec_module = exec_module

    @contextlib.contextmanager
    def _patched(self, module):
        with contextlib.ExitStack() as stack:
            for name in PATCHES[module.__name__]:
                patch = importlib.import_module('fashionseg.compat.' + name).patch
                stack.enter_context(patch(module))
            yield
