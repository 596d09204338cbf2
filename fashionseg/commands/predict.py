"""``fashionseg predict``: labels of any photos."""

import os
import sys
import time
import warnings

import tqdm

from fashionseg.commands.find_photos import find_photos
from fashionseg.commands.name_labels import name_labels
from fashionseg.commands.show_progress import show_progress
from fashionseg.commands.tell import tell
from fashionseg.errors import UserError
from fashionseg.parsing import Parser


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Returns:
        int: 0 when every photo has a label, 1 when some were skipped.

    Raises:
        UserError: Weights, photos or folder cannot be used, or no photo can be read.
    """
    # Pillow warns of what it mends and of large photos; what it cannot read, it raises.
    warnings.filterwarnings('ignore', module='PIL')
    photos = find_photos(args.photos, leave_out=args.out)
    labels = name_labels(photos, args.out)
    if args.weights is None:
        print('no --weights: these are labels of the demo model, which is small and '
              'often wrong; see docs/demo_model.md', file=sys.stderr)
    parser = Parser.load(args.weights, args.engine, args.precision, args.threads,
                         args.kernels)
    os.makedirs(args.out, exist_ok=True)
    start, n_done, skipped, records = time.monotonic(), 0, [], []
    results = parser.predict_each(photo.path for photo in photos)
    for photo, label, result in show_progress(
            zip(photos, labels, results), 'labelling', len(photos)):
        try:
            if isinstance(result, UserError):
                raise result
            paths = result.save(label)
        except UserError as error:
            skipped.append({'photo': photo.path, 'reason': str(error)})
            tqdm.tqdm.write(f'skipped: {error}', file=sys.stderr)
            continue
        n_done += 1
        if args.json is not None:
            files = dict(zip(('label', 'overlay', 'json'), paths))
            records.append({**result.record(), **files})
    if n_done == 0:
        raise UserError(f'none of the {len(photos)} photos could be labelled; the '
                        'reasons are above')
    rate = n_done / (time.monotonic() - start)
    tell([f'{n_done} photo{"s" * (n_done != 1)} labelled, {len(skipped)} skipped, '
          f'{rate:.1f} photos per second: {args.out}'], args.json,
         {'done': records, 'skipped': skipped, 'photos_per_second': round(rate, 2)})
    return int(bool(skipped))
