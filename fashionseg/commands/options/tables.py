"""What ``fashionseg tables`` takes."""

from fashionseg.commands.options.shared import add_data_options

DESCRIPTION = (
    'Writes Tables I, III, IV and V, and the judged claims, to '
    'OUT/DATASET/PROFILE/tables from the results that are there.')
EXAMPLE = 'fashionseg tables --dataset ccp --profile medium'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
