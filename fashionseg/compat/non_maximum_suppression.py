"""chainercv/utils/bbox/non_maximum_suppression.py:6 imports a compiled extension.

`_nms_gpu_post` walks over the bit mask that the GPU kernel left (lines 131-168: bit
i of word j in row b is set if box 64 j + i overlaps box b). The wheel that
install/wheels.py builds has no extensions.
"""

import contextlib
import importlib.util
import sys
import types

import numpy


def _nms_gpu_post(mask, n_bbox, threads_per_block, col_blocks):
    """Keeps every box that no kept box before it overlaps.

    Args:
        mask (array): Shape (n_bbox * col_blocks,), dtype uint64.
        n_bbox (int): Number of boxes, best score first.
        threads_per_block (int): Bits in a word of the mask, 64.
        col_blocks (int): Words in a row of the mask.

    Returns:
        tuple: Indices of the kept boxes, shape (n_bbox,), dtype int32, of which the
        first n are meant, and n.
    """
    rows = numpy.reshape(mask, (n_bbox, int(col_blocks)))
    suppressed = numpy.zeros(int(col_blocks), numpy.uint64)
    selection = numpy.zeros(n_bbox, numpy.int32)
    n_selected = 0
    for index in range(n_bbox):
        word, bit = divmod(index, int(threads_per_block))
        if not int(suppressed[word]) >> bit & 1:
            selection[n_selected] = index
            n_selected += 1
            suppressed |= rows[index]
    return selection, n_selected


@contextlib.contextmanager
def patch(module):
    """Puts a module with the NumPy version in place of the missing extension."""
    name = 'chainercv.utils.bbox._nms_gpu_post'
    if importlib.util.find_spec(name) is None:
        stand_in = types.ModuleType(name, __doc__)
        stand_in._nms_gpu_post = _nms_gpu_post
        sys.modules[name] = stand_in
    yield
