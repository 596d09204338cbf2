"""What ``fashionseg reproduce`` takes."""

from fashionseg.commands.options.shared import (
    MOST_PROCESSES, add_data_options, add_run_options)
from fashionseg.commands.options.types import whole_number

MOST_JOBS = 4  # without a word; each run takes 1 to 2 GB
PARALLEL = ('devices', 'runs')
DESCRIPTION = (
    'Trains every configuration that has no finished result yet, evaluates it, writes '
    'the tables and the judged claims to OUT/DATASET/PROFILE/tables, draws the figures '
    'beside them, and puts all of it into OUT/DATASET/PROFILE/report.html.')
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
    parser.add_argument('--parallel', choices=PARALLEL, default=PARALLEL[0],
                        help='what several GPUs do at a time: the shares of one '
                             "run's batch, or a run each, which is sooner done with "
                             'many runs and needs a GPU with room for the whole batch '
                             f'({PARALLEL[0]})')
