"""chainer/utils/meta.py:48 warns of ten of ChainerCV's own classes at import.

They override `to_cpu` and `to_gpu` in the way of older Chainers, which still works.
Overriding them in anybody else's classes is reported as before.
"""

import contextlib
import warnings


@contextlib.contextmanager
def patch(module):
    """Silences "Overriding method" while ChainerCV is imported."""
    with warnings.catch_warnings():
        warnings.filterwarnings('ignore', 'Overriding method', DeprecationWarning)
        yield
