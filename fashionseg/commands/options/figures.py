"""What ``fashionseg figures`` takes."""

from fashionseg.commands.options.shared import add_data_options, add_engine_options
from fashionseg.commands.options.types import whole_number

DESCRIPTION = (
    'Draws Figures 3, 4 and 5 and the curves of all models to '
    'OUT/DATASET/PROFILE/figures, from the weights that are there.')
EXAMPLE = 'fashionseg figures --dataset ccp --profile medium --n-photos 8'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_engine_options(parser)
    photos = parser.add_mutually_exclusive_group()
    photos.add_argument('--photos', metavar='ID,ID,...',
                        help='evaluation photos for Figures 4 and 5')
    photos.add_argument('--n-photos', type=whole_number(1), metavar='N',
                        help='how many to choose, so that they show all classes (as '
                             'fit a landscape page)')
    parser.add_argument('--pooling-photo', metavar='ID',
                        help='evaluation photo for Figure 3 (the one in which nearest '
                             'neighbour loses the most classes)')
