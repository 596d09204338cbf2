"""Table II of the paper, row by row, as the network reads it.

A row is ``name: Row(size, layers)``: ``size`` is the height and width of what the
block puts out for a 224 x 224 photo, ``layers`` what it does in order. The level
index in a name is the paper's. Where the printed table is damaged, the row follows
the sizes: only these fit.
"""

from collections import namedtuple

Conv = namedtuple('Conv', 'filters ksize stride pad activation')
UnPool = namedtuple('UnPool', 'ksize stride pad')
MaxPool = namedtuple('MaxPool', 'ksize stride pad')
Row = namedtuple('Row', 'size layers')

_TWICE = UnPool(2, 2, 0)


def _encoder(filters):
    return (Conv(filters, 4, 2, 1, 'relu'),
            Conv(2 * filters, 3, 1, 1, 'relu'),
            Conv(filters, 1, 1, 0, 'relu'))


_RECONSTRUCTION = (Conv(64, 3, 1, 1, 'relu'), Conv(3, 3, 1, 1, 'sigmoid'))
_UPSCALE = (Conv(128, 3, 1, 1, 'relu'), _TWICE)
_DECODER = (Conv(128, 3, 1, 1, 'relu'), Conv(14, 3, 1, 1, 'sigmoid'))
_SEGMENTATION = (Conv(128, 3, 1, 1, 'relu'), Conv(14, 3, 1, 1, 'softmax'))

TABLE_2 = {
    # block   output  filters, kernel, stride, pad, activation
    'A': Row(224, (Conv(32, 5, 1, 2, 'relu'),
                   Conv(64, 3, 1, 1, 'relu'),
                   Conv(32, 1, 1, 0, 'relu'))),
    'B1': Row(112, _RECONSTRUCTION),
    'B2': Row(56, _RECONSTRUCTION),
    'B3': Row(28, _RECONSTRUCTION),
    'B4': Row(14, _RECONSTRUCTION),
    'E0': Row(112, _encoder(64)),
    'E1': Row(56, _encoder(128)),
    'E2': Row(28, _encoder(256)),
    'E3': Row(14, _encoder(512)),
    'E4': Row(7, _encoder(1024)),
    'E5': Row(3, (Conv(1024, 3, 3, 1, 'relu'),
                  Conv(2048, 3, 1, 1, 'relu'),
                  Conv(1024, 1, 1, 0, 'relu'))),
    'E6': Row(1, (Conv(1024, 3, 1, 0, 'relu'),
                  Conv(2048, 1, 1, 0, 'relu'),
                  Conv(1024, 1, 1, 0, 'relu'))),
    'C0': Row(224, _UPSCALE),
    'C1': Row(112, _UPSCALE),
    'C2': Row(56, _UPSCALE),
    'C3': Row(28, _UPSCALE),
    'C4': Row(14, _UPSCALE),
    'C5': Row(7, (Conv(128, 3, 1, 1, 'relu'), UnPool(3, 3, 1))),
    'C6': Row(3, (Conv(128, 1, 1, 0, 'relu'), UnPool(3, 3, 0))),
    # D's losses read the sigmoid before the unpooling (112, 56, ..., 1).
    'D0': Row(224, _DECODER + (_TWICE,)),
    'D1': Row(112, _DECODER + (_TWICE,)),
    'D2': Row(56, _DECODER + (_TWICE,)),
    'D3': Row(28, _DECODER + (_TWICE,)),
    'D4': Row(14, _DECODER + (_TWICE,)),
    'D5': Row(7, _DECODER + (UnPool(3, 3, 1),)),
    'D6': Row(3, (Conv(128, 1, 1, 0, 'relu'),
                  Conv(14, 1, 1, 0, 'sigmoid'),
                  UnPool(3, 3, 0))),
    # P0 stands for two halvings, 224 -> 112 -> 56: max pools compose.
    'P0': Row(56, (MaxPool(2, 2, 0), MaxPool(2, 2, 0))),
    'P1': Row(28, (MaxPool(2, 2, 0),)),
    'P2': Row(14, (MaxPool(2, 2, 0),)),
    'P3': Row(7, (MaxPool(2, 2, 0),)),
    'P4': Row(3, (MaxPool(3, 3, 1),)),
    'P5': Row(1, (MaxPool(3, 3, 0),)),
    'L0': Row(224, _SEGMENTATION),
    'L1': Row(112, _SEGMENTATION),
    'L2': Row(56, _SEGMENTATION),
    'L3': Row(28, _SEGMENTATION),
    'L4': Row(14, _SEGMENTATION),
}

INPUT_SIZE = 224
