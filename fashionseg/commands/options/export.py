"""What ``fashionseg export`` takes."""

from fashionseg.commands.options.shared import (
    add_data_folder_option, add_engine_options, add_weights_option)
from fashionseg.commands.options.types import whole_number

N_PHOTO = 16
DESCRIPTION = (
    'Writes a network as ONNX: photos (N, 3, 224, 224), RGB in [0, 1], to scores '
    "(N, 14, 224, 224). The file is compared with Chainer's scores first, on photos, "
    'and kept only when both agree.')
EXAMPLE = 'fashionseg export --weights results/ccp/medium/A/seed0 --out net.onnx'


def add_options(parser):
    """Adds the options of the command."""
    add_weights_option(parser)
    parser.add_argument('--out', required=True, metavar='FILE', help='net.onnx')
    parser.add_argument('--photos', metavar='DIR',
                        help='photos to compare on (the held-out ones of the run, '
                             'when they lie in --data)')
    add_data_folder_option(parser)
    parser.add_argument('--n-photos', type=whole_number(1), metavar='N',
                        default=N_PHOTO,
                        help=f'how many to compare on at most ({N_PHOTO})')
    add_engine_options(parser)
