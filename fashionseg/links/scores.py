"""What a network hands to the losses."""

from collections import namedtuple

Scores = namedtuple('Scores', 'segmentation reconstruction presence')
Scores.__doc__ = """Scores before any activation, by the paper's level index.

Each field is a dict from level to a float Variable (N, channels, size, size).

* ``segmentation``: L_i before the softmax, 14 channels; level 0 is the answer at
  224 x 224 and is always there, levels 1..4 (112..14) are there for SPL (Eq. 6).
* ``reconstruction``: B_i before the sigmoid, 3 channels, levels 1..4 (112..14), there
  for IPL (Eq. 5).
* ``presence``: D_i before the sigmoid and the unpooling, 14 channels, levels 1..6
  (56..1), read by LPL (Eq. 7). Baselines leave it empty.
"""
