"""What ``fashionseg questions`` takes."""

from fashionseg.commands.options.shared import (
    MOST_PROCESSES, add_data_options, add_engine_options, add_measurements_option)
from fashionseg.commands.options.types import whole_number
from fashionseg.configurations import CONFIGURATIONS, TABLE_5

MEASURES = ('scores', 'epochs', 'training', 'overlap')
DESCRIPTION = (
    'Writes the page of what the paper leaves open, from the table of questions and '
    'the measured effects. With --measure, measures some of them before: scores reads '
    'the best weights of the runs in OUT/DATASET/PROFILE and scores them in every '
    'reading of the metrics; epochs compares the best and last epochs of these runs; '
    'training trains in every reading of training; overlap paints annotations by every '
    'rule.')
EXAMPLE = 'fashionseg questions --measure scores --dataset ccp --profile medium'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_engine_options(parser)
    parser.add_argument('--measure', choices=MEASURES, help='what to measure')
    parser.add_argument('--configurations', nargs='+', choices=CONFIGURATIONS,
                        metavar='NAME', help='for scores and epochs (all there are)')
    parser.add_argument('--configuration', choices=TABLE_5, default='A',
                        help='for training (A)')
    parser.add_argument('--seeds', type=whole_number(1), default=3, metavar='N',
                        help='runs of each setting, for training (3)')
    parser.add_argument('--jobs', type=whole_number(1, MOST_PROCESSES), default=1,
                        metavar='N', help='runs at a time, for training (1)')
    add_measurements_option(parser)
    parser.add_argument('--page', metavar='FILE', default='docs/open_questions.md',
                        help='page to write (docs/open_questions.md)')
