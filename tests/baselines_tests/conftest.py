"""Networks without the wait for weights that nobody looks at."""

import chainer
import pytest

# More than any layer of the narrow networks has.
MOST_DRAWN = 200_000


@pytest.fixture(scope='module', autouse=True)
def large_layers_undrawn():
    """A full network in a moment: the weights of its large layers are 0.

    A narrow network is cut out of a full one and draws its own weights anew.
    """
    initializer = chainer.initializers.LeCunNormal
    draw = initializer.__call__

    def draw_small(self, array):
        return draw(self, array) if array.size <= MOST_DRAWN else array.fill(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(initializer, '__call__', draw_small)
        yield
