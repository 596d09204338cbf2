"""Which photos the figures show."""

from fashionseg.commands.show_progress import show_progress
from fashionseg.figures import N_PHOTO, Samples


def choose_samples(args, held_out):
    """Takes the photos that the options of ``add_photo_options`` ask for.

    Args:
        args (argparse.Namespace): With ``photos``, ``n_photos`` and
            ``pooling_photo``.
        held_out (fashionseg.datasets.PreparedDataset): Evaluation photos.

    Returns:
        fashionseg.figures.Samples: The photos.

    Raises:
        UserError: An unknown photo, or too many or too few.
    """
    photos = None if args.photos is None else args.photos.split(',')
    n_photo = N_PHOTO if args.n_photos is None else args.n_photos
    return Samples(held_out, photos, n_photo, args.pooling_photo, show_progress)
