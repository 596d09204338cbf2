"""What ``fashionseg report`` takes."""

from fashionseg.commands.options.shared import (
    COSTS_DIR, add_data_options, add_engine_options, add_measurements_option,
    add_photo_options)
from fashionseg.commands.options.types import whole_number

WATCH_SECONDS = 30
DESCRIPTION = (
    'Writes one HTML file that opens from disk and needs no network: the state of all '
    'runs, tables, claims, curves, times, photos with predictions, open questions and '
    'sources, from what lies in OUT/DATASET/PROFILE. Trains and prepares nothing. The '
    'exit status is 1 when something was damaged and is left out.')
EXAMPLE = 'fashionseg report --dataset ccp --profile medium --watch'


def add_options(parser):
    """Adds the options of the command."""
    add_data_options(parser)
    add_engine_options(parser)
    add_photo_options(parser)
    add_measurements_option(parser)
    parser.add_argument('--costs', metavar='DIR', default=COSTS_DIR,
                        help=f'folder of what the networks cost ({COSTS_DIR})')
    parser.add_argument('--no-photos', action='store_true',
                        help='leave photos and label maps out, to pass the file on')
    parser.add_argument('--file', metavar='HTML',
                        help='file to write (OUT/DATASET/PROFILE/report.html)')
    parser.add_argument('--watch', metavar='SECONDS', type=whole_number(1), nargs='?',
                        const=WATCH_SECONDS,
                        help='write it again and again, for a page that follows the '
                             'runs, until all are finished or Ctrl-C '
                             f'(every {WATCH_SECONDS} s)')
