"""The ten statements of Sections IV-F and V that the tables can confirm or not."""

from collections import namedtuple
from functools import partial

from fashionseg.claims.judge_best_epochs import judge_best_epochs
from fashionseg.claims.judge_best_proposed import judge_best_proposed
from fashionseg.claims.judge_pairs import judge_pairs
from fashionseg.claims.judge_rank_correlation import judge_rank_correlation
from fashionseg.claims.judge_times import judge_times

Claim = namedtuple('Claim', 'number statement judge')
Claim.__doc__ = """A statement of the paper.

* ``number``: 1..10.
* ``statement``: In plain words.
* ``judge``: Function from :class:`~fashionseg.claims.evidence.Evidence` to
  :class:`~fashionseg.claims.verdict.Verdict`.
"""


def _beats(metric, better, others):
    return [(metric, better, worse) for worse in others]


_BASELINES = 'U-Net, DeepLabv3+, PSPNet and SegNet'
_OTHER_BASELINES = ('unet', 'deeplabv3plus', 'segnet')
# Pairs that differ in label pooling alone (Table V): with it, without it. To read
# Section IV-F as all against all would only be harder on the claim.
_POOLING = (('A', 'B'), ('C', 'D'), ('E', 'F'), ('G', 'H'))

CLAIMS = (
    Claim(1, f'The best of A to H beats {_BASELINES} in mIoU',
          partial(judge_best_proposed, metric='miou')),
    Claim(2, f'The best of A to H beats {_BASELINES} in mIoU+',
          partial(judge_best_proposed, metric='miou_plus')),
    Claim(3, 'B has the best mIoU of A to H',
          partial(judge_pairs, pairs=_beats('miou', 'B', 'ACDEFGH'))),
    Claim(4, 'E has the best mIoU+ of A to H, A the second',
          partial(judge_pairs, pairs=_beats('miou_plus', 'E', 'ABCDFGH')
                  + _beats('miou_plus', 'A', 'BCDFGH'))),
    Claim(5, 'B, D, F beat A, C, E in mIoU, pair by pair (no label pooling against it)',
          partial(judge_pairs, pairs=[('miou', without, with_pooling)
                                      for with_pooling, without in _POOLING[:3]])),
    Claim(6, 'A, C, E, G beat B, D, F, H in mIoU+, pair by pair (label pooling '
             'against none)',
          partial(judge_pairs, pairs=[('miou_plus', *pair) for pair in _POOLING])),
    Claim(7, 'PSPNet is the best baseline in mIoU and in mIoU+',
          partial(judge_pairs, pairs=_beats('miou', 'pspnet', _OTHER_BASELINES)
                  + _beats('miou_plus', 'pspnet', _OTHER_BASELINES))),
    Claim(8, "B takes about 2/3 of PSPNet's inference time and training time",
          judge_times),
    Claim(9, 'Every model has its best mIoU and its best mIoU+ in the same epoch',
          judge_best_epochs),
    Claim(10, 'mIoU and mIoU+ move together over the epochs, in every model',
          judge_rank_correlation),
)
