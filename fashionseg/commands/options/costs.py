"""What ``fashionseg costs`` takes."""

from fashionseg.commands.options.shared import (
    COSTS_DIR, add_device_option, add_engine_options)
from fashionseg.commands.options.types import whole_number

DESCRIPTION = (
    'Counts parameters and operations of A to H and of every variant of the other '
    'networks, at full width, and says which variants fit the published times best. '
    'Writes costs.md, costs.csv and costs.json to OUT.')
EXAMPLE = 'fashionseg costs --measure --out costs'


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('--out', metavar='DIR', default=COSTS_DIR,
                        help=f'folder of the results ({COSTS_DIR})')
    parser.add_argument('--measure', action='store_true',
                        help='also measure times anew, for times.json; otherwise '
                             'those that OUT has are used')
    add_device_option(parser)
    parser.add_argument('--rounds', type=whole_number(1), metavar='N', default=3,
                        help='rounds of the measurement (3)')
    parser.add_argument('--batch-size', type=whole_number(1), metavar='N', default=4,
                        help='photos of a measured training step (4)')
    add_engine_options(parser)
