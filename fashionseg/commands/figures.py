"""``fashionseg figures``: Figures 3, 4 and 5 from finished results."""

from fashionseg.commands.choose_samples import choose_samples
from fashionseg.commands.find_data import find_data
from fashionseg.commands.show_progress import show_progress
from fashionseg.configurations import PROFILES
from fashionseg.engines import use_engine
from fashionseg.figures import write_figures


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
    for path in write_figures(args.out, args.profile, choose_samples(args, held_out),
                              show=show_progress):
        print(path)
