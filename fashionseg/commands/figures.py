"""``python -m fashionseg figures``: Figures 3, 4 and 5 from finished results."""

import sys

import tqdm

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.find_data import find_data
from fashionseg.commands.options import add_data_options, add_engine_options
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES
from fashionseg.engines import use_engine
from fashionseg.figures import N_PHOTO, write_figures


def write_all_figures(results, profile_name, held_out, **choice):
    """Draws the figures of one data set and profile, with progress.

    Args:
        results (str): Folder of the results.
        profile_name (str): Name of the profile.
        held_out (fashionseg.datasets.PreparedDataset): Evaluation photos.
        **choice: Which photos; see :func:`fashionseg.figures.write_figures`.

    Returns:
        list of str: Paths of the files, the captions last.
    """
    return write_figures(
        results, profile_name, held_out, **choice,
        show=lambda items, text: tqdm.tqdm(
            items, text, disable=not sys.stderr.isatty()))


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg figures',
        description='Draws Figures 3, 4 and 5 and the curves of all models to '
                    'OUT/DATASET/PROFILE/figures, from the weights that are there.')
    add_data_options(parser)
    add_engine_options(parser)
    photos = parser.add_mutually_exclusive_group()
    photos.add_argument('--photos', metavar='ID,ID,...',
                        help='evaluation photos for Figures 4 and 5')
    photos.add_argument('--n-photos', type=int, default=N_PHOTO, metavar='N',
                        help='how many to choose, so that they show all classes '
                             f'({N_PHOTO})')
    parser.add_argument('--pooling-photo', metavar='ID',
                        help='evaluation photo for Figure 3 (the one in which nearest '
                             'neighbour loses the most classes)')
    return run_command(_figures, parser.parse_args(argv))


def _figures(args):
    use_engine(args.kernels, args.threads)
    _, held_out = find_data(
        args.dataset, args.profile, PROFILES[args.profile], args.data, args.ccp_root,
        args.modanet_json, args.modanet_photos)
    photos = None if args.photos is None else args.photos.split(',')
    for path in write_all_figures(
            args.out, args.profile, held_out, photos=photos, n_photo=args.n_photos,
            pooling_photo=args.pooling_photo):
        print(path)
