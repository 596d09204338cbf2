"""``python -m fashionseg verify``: faults in ModaNet's files, in plain sentences."""

import io
import os

import numpy as np
from PIL import Image

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.run_command import run_command
from fashionseg.datasets.modanet import open_photos, paint_label
from fashionseg.datasets.modanet_check import (
    FAULT_KINDS, check_modanet, describe_report, spread_photos)
from fashionseg.errors import UserError
from fashionseg.figures.draw_contact_sheet import draw_contact_sheet
from fashionseg.figures.figure_style import figure_style
from fashionseg.files import write_json

MOST_PHOTOS = 120
_SHEET_DPI = 200


def verify(json_path, photos_path=None, *, sheet=None, sheet_photos=24, seed=0,
           json_out=None):
    """Checks ModaNet's files and prints what was found.

    Args:
        json_path (str): The annotations.
        photos_path (str): Folder or LMDB of the photos; None leaves them unseen.
        sheet (str): PNG to write, photos with their labels drawn over them.
        sheet_photos (int): How many, 1..120.
        seed (int): Which ones.
        json_out (str): JSON file to write, with every single fault.

    Returns:
        int: 0 without any fault, else 1.

    Raises:
        UserError: For bad options, and when there is nothing that can be used.
    """
    if sheet is not None and photos_path is None:
        raise UserError('--sheet needs --modanet-photos')
    if not 1 <= sheet_photos <= MOST_PHOTOS:
        raise UserError(f'--sheet-photos {sheet_photos}: give 1 to {MOST_PHOTOS}')
    # Made first: a path that cannot be used is told before minutes of work.
    for path in (sheet, json_out):
        if path is not None:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    report, jobs = check_modanet(json_path, photos_path)
    print('\n'.join(describe_report(json_path, photos_path, report)))
    if json_out is not None:
        write_json(json_out, {**report, 'effects': {
            kind: FAULT_KINDS[kind].effect for kind in report['faults']}})
    if report['unusable']:
        raise UserError(f'{json_path} cannot be used: {report["unusable"]}')
    if sheet is not None:
        _write_sheet(sheet, spread_photos(jobs, sheet_photos, seed), photos_path)
    return int(any(report['faults'].values()))


def main(argv):
    """The command line of :func:`verify`; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg verify',
        description='Looks for faults in the files of ModaNet. Exit status 0: none; '
                    '1: some; 2: nothing that can be used.')
    parser.add_argument('dataset', choices=['modanet'])
    parser.add_argument('--modanet-json', required=True, metavar='FILE',
                        help='modanet2018_instances_train.json')
    parser.add_argument('--modanet-photos', metavar='PATH',
                        help="folder of its photos, or PaperDoll's photos.lmdb")
    parser.add_argument('--sheet', metavar='PNG',
                        help='write a few photos with their labels drawn over them')
    parser.add_argument('--sheet-photos', type=int, default=24, metavar='N',
                        help='how many, spread over the ids (24)')
    parser.add_argument('--seed', type=int, default=0, help='which photos (0)')
    parser.add_argument('--json', metavar='FILE',
                        help='write all faults; only the first are printed')
    args = parser.parse_args(argv)
    return run_command(lambda: verify(
        args.modanet_json, args.modanet_photos, sheet=args.sheet,
        sheet_photos=args.sheet_photos, seed=args.seed, json_out=args.json))


def _write_sheet(path, jobs, photos_path):
    photos, labels = [], []
    for job in jobs:
        data = open_photos(photos_path).get(job['photo_id'], job['file_name'])
        with Image.open(io.BytesIO(data)) as image:
            photos.append(np.array(image.convert('RGB')))
        labels.append(paint_label(job['annotations'], job['height'], job['width'])[0])
    temporary = f'{path}.{os.getpid()}.tmp'
    try:
        with figure_style():
            draw_contact_sheet(photos, labels, [job['id'] for job in jobs]).savefig(
                temporary, format='png', dpi=_SHEET_DPI, metadata={'Software': None})
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
