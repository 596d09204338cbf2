"""chainer/functions/connection/deconvolution_2d.py:281 passes arrays for shapes.

`backward` calls `_set_cover_all(x, W)` instead of `(x.shape, W.shape)` and fails
when x needs no gradient, as in a first layer. Fixed upstream after 7.8.1, the last
release.
"""

import contextlib


@contextlib.contextmanager
def patch(module):
    """Lets `_set_cover_all` take arrays as well as shapes."""
    yield
    function = module.Deconvolution2DFunction
    set_cover_all = function._set_cover_all

    def _set_cover_all(self, x, W):
        set_cover_all(self, getattr(x, 'shape', x), getattr(W, 'shape', W))

    function._set_cover_all = _set_cover_all
