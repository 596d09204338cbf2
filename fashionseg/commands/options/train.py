"""What ``fashionseg train`` takes."""

from fashionseg.commands.options.shared import (
    add_data_options, add_run_options, add_seed_option)
from fashionseg.configurations import BASELINES, CONFIGURATIONS

DESCRIPTION = (
    'Trains one configuration: the network of the paper with the losses that A to H '
    'have in Table V, or one that it is compared with. Writes the scores of every '
    'epoch to OUT/DATASET/PROFILE/CONFIGURATION/seedSEED/result.json and the best '
    'weights beside them. A run that was stopped, in whatever way, goes on when the '
    'same command is given again.')
EXAMPLE = 'fashionseg train A --dataset ccp --profile small --seed 0'


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('configuration', choices=CONFIGURATIONS,
                        metavar='CONFIGURATION',
                        help=', '.join(CONFIGURATIONS))
    add_data_options(parser)
    add_run_options(parser)
    add_seed_option(parser, 'weights, order and augmentation')
    parser.add_argument('--events', action='store_true',
                        help='also write losses and scores for TensorBoard, to events '
                             "in the run's folder; needs tensorboardX")
    variants = dict.fromkeys(name for names in BASELINES.values() for name in names)
    parser.add_argument('--variant', choices=tuple(variants),
                        help=f'backbone or size of {", ".join(BASELINES)} (its first)')
