"""``python -m fashionseg figures``: Figures 3, 4 and 5 from finished results."""

from fashionseg.commands.add_photo_options import add_photo_options
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.choose_samples import choose_samples
from fashionseg.commands.find_data import find_data
from fashionseg.commands.options import add_data_options, add_engine_options
from fashionseg.commands.run_command import run_command
from fashionseg.commands.show_progress import show_progress
from fashionseg.configurations import PROFILES
from fashionseg.engines import use_engine
from fashionseg.figures import write_figures


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg figures',
        description='Draws Figures 3, 4 and 5 and the curves of all models to '
                    'OUT/DATASET/PROFILE/figures, from the weights that are there.')
    add_data_options(parser)
    add_engine_options(parser)
    add_photo_options(parser)
    return run_command(_figures, parser.parse_args(argv))


def _figures(args):
    use_engine(args.kernels, args.threads)
    _, held_out = find_data(
        args.dataset, args.profile, PROFILES[args.profile], args.data, args.ccp_root,
        args.modanet_json, args.modanet_photos)
    for path in write_figures(args.out, args.profile, choose_samples(args, held_out),
                              show=show_progress):
        print(path)
