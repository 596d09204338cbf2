"""What ``fashionseg reproduce`` takes."""

from fashionseg.commands.options.shared import (
    MOST_PROCESSES, add_data_options, add_run_options)
from fashionseg.commands.options.types import whole_number

MOST_JOBS = 4  # without a word; each run takes 1 to 2 GB
DESCRIPTION = (
    'Trains every configuration that has no finished result yet, evaluates it, writes '
    'the tables and the judged claims to OUT/DATASET/PROFILE/tables, and draws the '
    'figures beside them.')
EXAMPLE = ('fashionseg reproduce --dataset ccp --ccp-root clothing-co-parsing '
           '--profile medium')


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_run_options(parser)
    parser.add_argument('--seeds', type=whole_number(1), metavar='N',
                        help="runs of each configuration (the profile's)")
    parser.add_argument('--jobs', type=whole_number(1, MOST_PROCESSES), metavar='N',
                        help='runs at a time (CPU: one for each core, at most '
                             f'{MOST_JOBS}; GPU: 1)')
