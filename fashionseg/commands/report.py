"""``fashionseg report``: one HTML file with all that is known."""

import sys
import time
from collections import Counter

from fashionseg.commands.choose_samples import choose_samples
from fashionseg.commands.write_report import write_report
from fashionseg.datasets import PreparedDataset
from fashionseg.datasets.statistics import class_statistics
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.report import Photos, Place


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Returns:
        int: 0 when all is shown, 1 when something was damaged and is left out.

    Raises:
        UserError: Nothing is there to be shown, or an option is wrong.
    """
    place = Place(args.out, args.dataset, args.profile, args.data, args.costs,
                  args.measurements)
    use_engine(args.kernels, args.threads)
    photos, told = Photos(), set()
    try:
        while True:
            if photos.samples is None:
                photos = _find_photos(args, place)
            path, report = write_report(place, photos, args.file, args.watch)
            _tell(path, report, told)
            if not report.refresh:
                return 1 if report.problems else 0
            time.sleep(args.watch)
    except KeyboardInterrupt:
        if args.watch:
            # An open page loads this one and then rests.
            write_report(place, photos, args.file)
        raise


def _find_photos(args, place):
    statistics = None
    try:
        held_out = PreparedDataset(place.photos_root, 'eval')
        statistics = class_statistics(held_out.index)
        if args.no_photos:
            return Photos(None, statistics, 'they are left out by --no-photos')
        return Photos(choose_samples(args, held_out), statistics)
    except UserError as error:
        if args.photos or args.pooling_photo or args.n_photos is not None:
            raise  # what was asked for by name is not there
        return Photos(None, statistics, str(error))


def _tell(path, report, told):
    """Says what the reader of the terminal has not read yet."""
    states = Counter(run.state for run in report.runs)
    line = f'{path}: ' + ', '.join(f'{n} {state}' for state, n in states.items())
    for words, file in ((line, sys.stdout),
                        *((f'warning: {p}', sys.stderr) for p in report.problems)):
        if words not in told:
            told.add(words)
            print(words, file=file, flush=True)
