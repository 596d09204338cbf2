"""Filters with the outputs side by side."""

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.numpy_kernels.aligned import aligned
from fashionseg.engines.numpy_kernels.threads import THREADS

# Outputs of a panel: whole registers of every processor.
_MOST, _STEP = 64, 32
# Numbers of a filter that are moved together.
_TOGETHER = 32


def lay_out_filters(w):
    """(O, C, kh, kw) to panels (., C kh kw, 32 or 64), zeros in place of outputs."""
    n_out, depth = len(w), w[0].size
    wide = min(_MOST, -(-n_out // _STEP) * _STEP)
    panels = aligned((-(-n_out // wide), depth, wide), w.dtype)
    matrix = w.reshape(n_out, depth)
    THREADS.run(lambda k: _lay_out(matrix, k * wide, panels[k]), range(len(panels)))
    return panels


@compiled
def _lay_out(matrix, first, panel):
    """Writes the rows of a matrix from ``first`` on to the columns of a panel."""
    n_out, depth = matrix.shape
    n_row = min(panel.shape[1], n_out - first)
    for begin in range(0, depth, _TOGETHER):
        end = min(begin + _TOGETHER, depth)
        for o in range(n_row):
            for d in range(begin, end):
                panel[d, o] = matrix[first + o, d]
        for o in range(n_row, panel.shape[1]):
            for d in range(begin, end):
                panel[d, o] = 0
