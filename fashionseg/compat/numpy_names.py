"""Detection and instance segmentation in ChainerCV use np.bool and np.int.

For instance chainercv/utils/mask/scale_mask.py:56 and experimental/links/model/
fcis/fcis_train_chain.py:161. np.int is gone since NumPy 1.24, np.bool was missing
from 1.24 to 1.26. Nothing here needs these modules, whoever uses ChainerCV beside
it may.
"""

import contextlib

import numpy

from fashionseg.compat.extended_module import ExtendedModule


@contextlib.contextmanager
def patch(module):
    """Gives both names to the module alone."""
    yield
    module.np = ExtendedModule(numpy, bool=bool, int=int)
