"""``fashionseg verify``: faults in ModaNet's files, in plain sentences."""

import io

import numpy as np
from PIL import Image

from fashionseg.commands.check_place import check_place
from fashionseg.commands.tell import tell
from fashionseg.datasets.modanet import open_photos, paint_label
from fashionseg.datasets.modanet_check import (
    FAULT_KINDS, check_modanet, describe_report, spread_photos)
from fashionseg.errors import UserError
from fashionseg.figures.draw_contact_sheet import draw_contact_sheet
from fashionseg.figures.figure_style import figure_style
from fashionseg.files import replace_file

_SHEET_DPI = 200


def run(args):
    """Checks ModaNet's files and says what was found.

    Args:
        args (argparse.Namespace): Options of the command.

    Returns:
        int: 0 without any fault, else 1.

    Raises:
        UserError: For bad options, and when there is nothing that can be used.
    """
    annotations, photos = args.modanet_json, args.modanet_photos
    if args.sheet is not None and photos is None:
        raise UserError('--sheet needs --modanet-photos')
    if args.sheet is not None:
        check_place(args.sheet)  # told before minutes of work
    report, jobs = check_modanet(annotations, photos)
    effects = {kind: FAULT_KINDS[kind].effect for kind in report['faults']}
    tell(describe_report(annotations, photos, report), args.json,
         {**report, 'effects': effects})
    if report['unusable']:
        raise UserError(f'{annotations} cannot be used: {report["unusable"]}')
    if args.sheet is not None:
        _write_sheet(
            args.sheet, spread_photos(jobs, args.sheet_photos, args.seed), photos)
    return int(any(report['faults'].values()))


def _write_sheet(path, jobs, photos_path):
    photos, labels = [], []
    for job in jobs:
        data = open_photos(photos_path).get(job['photo_id'], job['file_name'])
        with Image.open(io.BytesIO(data)) as image:
            photos.append(np.array(image.convert('RGB')))
        labels.append(paint_label(job['annotations'], job['height'], job['width'])[0])
    with replace_file(path) as temporary, figure_style():
        draw_contact_sheet(photos, labels, [job['id'] for job in jobs]).savefig(
            temporary, format='png', dpi=_SHEET_DPI, metadata={'Software': None})
