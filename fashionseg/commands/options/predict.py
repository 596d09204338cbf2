"""What ``fashionseg predict`` takes."""

from fashionseg.commands.options.shared import (
    add_json_option, add_label_options, add_weights_option)

DESCRIPTION = (
    'Labels the clothes in photos of any size. For each photo three files are written: '
    'NAME.png, the class ids, shown in the colours of the classes; NAME_overlay.jpg, '
    'the photo with the label over it; NAME.json, the share of the pixels of each '
    'class. Folders are searched with all that is in them, and their inner folders are '
    'kept. A photo that cannot be read is named and skipped; the exit status is 1 '
    'then, and 2 when no photo could be labelled. Without --weights the labels are '
    'those of a small network that comes with the package, to try it out.')
EXAMPLE = 'fashionseg predict photo.jpg folder --out labels'


def add_options(parser):
    """Adds the options of the command."""
    parser.add_argument('photos', nargs='+', metavar='PHOTO',
                        help='photos, or folders of photos')
    add_weights_option(parser, required=False, without='the demo model')
    parser.add_argument('--out', required=True, metavar='DIR',
                        help='folder for the labels')
    add_json_option(parser, 'what became of every photo')
    add_label_options(parser)
