"""What ``fashionseg figures`` takes."""

from fashionseg.commands.options.shared import (
    add_data_options, add_engine_options, add_photo_options)

DESCRIPTION = (
    'Draws Figures 3, 4 and 5 and the curves of all models to '
    'OUT/DATASET/PROFILE/figures, from the weights that are there.')
EXAMPLE = 'fashionseg figures --dataset ccp --profile medium --n-photos 8'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_engine_options(parser)
    add_photo_options(parser)
