"""What ``fashionseg evaluate`` takes."""

from fashionseg.commands.options.shared import (
    add_data_folder_option, add_json_option, add_label_options, add_weights_option)
from fashionseg.commands.options.types import whole_number
from fashionseg.configurations import READINGS

DESCRIPTION = (
    'Prints mIoU, mIoU+, pooled mIoU and the scores of each class. With --weights: of '
    'the best weights of a run on the held-out photos of the data set that it was '
    'trained on. With --pred and --truth: of label files that any program wrote, gray '
    'or indexed PNGs or .npy arrays with the class ids as pixels; a photo has the same '
    'name in both folders.')
EXAMPLE = ('fashionseg evaluate --pred labels --truth truth --n-classes 21 '
           '--ignore-label 255')


def add_options(parser):
    """Adds the options of the command."""
    add_weights_option(parser, required=False)
    parser.add_argument('--pred', metavar='DIR', help='folder of predicted labels')
    parser.add_argument('--truth', metavar='DIR', help='folder of true labels')
    add_json_option(parser, 'all scores')
    files = parser.add_argument_group('for --pred and --truth')
    files.add_argument('--n-classes', type=whole_number(1, 1 << 16), metavar='N',
                       help='number of classes (14, or as many as have names)')
    files.add_argument('--class-names', metavar='FILE',
                       help="text file with the name of a class in each line (this "
                            "project's 14 classes, else 0, 1, ...)")
    files.add_argument('--ignore-label', type=whole_number(-1), metavar='N',
                       help='label of the truth where nothing is known, such as 255')
    for name in ('connectivity', 'absent'):
        choices, words = READINGS[name]
        files.add_argument('--' + name, type=type(choices[0]), choices=choices,
                           help=f'{words} ({choices[0]})')
    run = parser.add_argument_group('for --weights')
    add_data_folder_option(run)
    add_label_options(run)
