"""Slips of the pen: what is printed, and what must be meant."""

# Place, print, meaning. Nothing depends on them.
SLIPS = (
    ('Eq. 2', 'the sum runs over k = 1 to K, the channels of Eq. 3 from 0 to K - 1',
     'all K channels'),
    ('Eqs. 3 and 15', 'the label is t in one and t_0 in the other', 'the same label'),
    ('Section III-A', 'the feature map at the end of the decoder is 1 x 1',
     'the end of the encoder: the decoder ends at 224 x 224'),
    ('Section III-B', 'the 14 classes are "shown in Table II"', 'Table I'),
    ('Section IV-C', 'IoU is called Jaccard distance',
     'the Jaccard index; the distance is 1 minus it'),
    ('Section IV-A, Table I', '"evaluation set" and "Val" are both used',
     'the same 2,400 photos'),
)
