"""What ``fashionseg claims`` takes."""

from fashionseg.commands.options.shared import add_data_options, add_json_option

DESCRIPTION = (
    'Says for ten statements of the paper whether they hold in its own tables and in '
    'the results of OUT/DATASET/PROFILE, where there are any. No photo is read.')
EXAMPLE = 'fashionseg claims --out data/results --dataset ccp --profile medium'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_json_option(parser, 'every verdict with its numbers')
