"""``fashionseg figures``: Figures 3, 4 and 5 from finished results."""

from fashionseg.commands.find_data import find_data
from fashionseg.commands.progress_bar import progress_bar
from fashionseg.configurations import PROFILES
from fashionseg.engines import use_engine
from fashionseg.figures import write_figures


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
    return write_figures(results, profile_name, held_out, **choice, show=progress_bar)


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: No weights, or weights, results or photos that cannot be used.
    """
    use_engine(args.kernels, args.threads)
    _, held_out = find_data(
        args.dataset, args.profile, PROFILES[args.profile], args.data, args.ccp_root,
        args.modanet_json, args.modanet_photos)
    choice = {'pooling_photo': args.pooling_photo}
    if args.photos is not None:
        choice['photos'] = args.photos.split(',')
    if args.n_photos is not None:
        choice['n_photo'] = args.n_photos
    for path in write_all_figures(args.out, args.profile, held_out, **choice):
        print(path)
