"""What ``fashionseg prepare`` takes."""

from fashionseg.commands.options.shared import (
    DATASETS, add_seed_option, add_source_options)
from fashionseg.commands.options.types import share, whole_number
from fashionseg.overlap_rules import OVERLAP_RULES

DESCRIPTION = 'Brings a data set into the prepared form.'
EXAMPLE = ('fashionseg prepare ccp --ccp-root clothing-co-parsing '
           '--out data/prepared/ccp')


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('dataset', choices=DATASETS, help='which one')
    parser.add_argument('--out', required=True, metavar='DIR', help='folder to make')
    add_source_options(parser)
    parser.add_argument('--n-train', type=whole_number(1), metavar='N',
                        help='photos for training')
    parser.add_argument('--n-eval', type=whole_number(1), metavar='N',
                        help='photos for evaluation')
    add_seed_option(parser, "the generator, or of ModaNet's split", default=None)
    parser.add_argument('--overlap', choices=OVERLAP_RULES,
                        help='which of two overlapping polygons of ModaNet is seen '
                             f'({OVERLAP_RULES[0]})')
    parser.add_argument('--least-instances', type=whole_number(0), metavar='N',
                        help="instances of each class in ModaNet's evaluation part "
                             '(280 of 2400 photos, else in proportion)')
    parser.add_argument('--most-missing', type=share, default=1., metavar='SHARE',
                        help="share of ModaNet's photos that may be missing or "
                             'unusable before it is an error (1)')
