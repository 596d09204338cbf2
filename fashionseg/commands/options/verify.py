"""What ``fashionseg verify`` takes."""

from fashionseg.commands.options.shared import add_json_option, add_seed_option
from fashionseg.commands.options.types import whole_number

MOST_PHOTOS = 120
DESCRIPTION = (
    'Looks for faults in the files of ModaNet. The exit status is 0 without any, 1 '
    'with some, 2 when nothing can be used.')
EXAMPLE = ('fashionseg verify modanet --modanet-photos photos.lmdb \\\n'
           '      --modanet-json modanet2018_instances_train.json --sheet sheet.png')


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('dataset', choices=['modanet'], help='the only one so far')
    parser.add_argument('--modanet-json', required=True, metavar='FILE',
                        help='modanet2018_instances_train.json')
    parser.add_argument('--modanet-photos', metavar='PATH',
                        help="folder of its photos or PaperDoll's photos.lmdb")
    parser.add_argument('--sheet', metavar='PNG',
                        help='write a few photos with their labels drawn over them')
    parser.add_argument('--sheet-photos', type=whole_number(1, MOST_PHOTOS),
                        default=24, metavar='N',
                        help='how many, spread over the ids (24)')
    add_seed_option(parser, 'the choice of these photos')
    add_json_option(parser, 'all faults, of which only the first are printed else')
