"""Options on what the figures show; apart, since figures are slow to import."""

from fashionseg.figures import N_PHOTO


def add_photo_options(parser):
    """Adds what says which photos the figures show.

    Args:
        parser (argparse.ArgumentParser): Of the command.
    """
    photos = parser.add_mutually_exclusive_group()
    photos.add_argument('--photos', metavar='ID,ID,...',
                        help='evaluation photos for Figures 4 and 5')
    photos.add_argument('--n-photos', type=int, default=N_PHOTO, metavar='N',
                        help='how many to choose, so that they show all classes '
                             f'({N_PHOTO})')
    parser.add_argument('--pooling-photo', metavar='ID',
                        help='evaluation photo for Figure 3 (the one in which nearest '
                             'neighbour loses the most classes)')
