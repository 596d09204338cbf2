"""What ``fashionseg env`` takes."""

from fashionseg.commands.options.shared import add_data_folder_option, add_json_option

DESCRIPTION = (
    'Describes machine, packages, threads, engines, GPUs and room; what a report of a '
    'fault should bring.')
EXAMPLE = 'fashionseg env --json'


def add_options(parser):
    """Adds the options of the command."""
    add_json_option(parser, 'the same')
    parser.add_argument('--out', metavar='DIR', default='results',
                        help='folder of the results (results)')
    add_data_folder_option(parser)
