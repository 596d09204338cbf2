"""What ``fashionseg bench`` takes."""

from fashionseg.commands.options.shared import (
    add_data_folder_option, add_thread_option, add_weights_option)
from fashionseg.commands.options.types import batch_sizes, whole_number

GROUPS = 'inference', 'training', 'baselines', 'input', 'metrics', 'agreement'
DESCRIPTION = (
    'Times inference, training, input and metrics beside other libraries and writes '
    'bench.md and bench.json to OUT, after each part anew. What is not installed is '
    'said in its row. The benchmarks are part of a clone, not of the package.')
EXAMPLE = 'fashionseg bench --only inference,metrics --out bench'


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('--only', metavar='PARTS', default=','.join(GROUPS),
                        help=f"some of {', '.join(GROUPS)}, with commas (all)")
    parser.add_argument('--rounds', type=whole_number(1), default=2, metavar='N',
                        help='times that each contender has its turn (2)')
    parser.add_argument('--batches', type=batch_sizes, metavar='N,N',
                        help='photos at once, with commas (those of the targets)')
    parser.add_argument('--out', metavar='DIR', default='data/results/bench',
                        help='folder of the results (data/results/bench)')
    parser.add_argument('--quick', action='store_true',
                        help='narrow networks, one photo: to see that it works')
    parser.add_argument('--gpu', action='store_true', help='measure on the first GPU')
    add_thread_option(parser)
    add_weights_option(parser, required=False)
    add_data_folder_option(parser)
