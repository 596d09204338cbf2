"""Where the labels of photos go."""

from collections import Counter
import os

from fashionseg.errors import UserError


def name_labels(photos, out):
    """Chooses a file for the label of every photo.

    ``red/1.jpg`` below a named folder gets ``OUT/red/1.png``. Photos that would share
    a file keep their ending, ``OUT/red/1.jpg.png``, and if they still would, the name
    of the folder that was named comes first.

    Args:
        photos (list of fashionseg.commands.find_photos.FoundPhoto): The photos.
        out (str): Folder for the labels.

    Returns:
        list of str: Paths, all different, none that of a photo.

    Raises:
        UserError: Photos cannot be told apart so, or a label would take the place of
            a photo.
    """
    names = [os.path.splitext(photo.name)[0] for photo in photos]
    for longer in (lambda photo: photo.name,
                   lambda photo: os.path.join(_folder(photo.root), photo.name)):
        count = Counter(names)
        names = [longer(photo) if count[name] > 1 else name
                 for name, photo in zip(names, photos)]
    count = Counter(names)
    paths = [os.path.join(out, f'{name}.png') for name in names]
    there = {os.path.realpath(photo.path): photo.path for photo in photos}
    for photo, name, path in zip(photos, names, paths):
        if count[name] > 1:
            other = next(p for p, n in zip(photos, names)
                         if n == name and p is not photo)
            raise UserError(f'{photo.path} and {other.path} would both become {path}; '
                            'label them apart, each with an --out of its own')
        if os.path.realpath(path) in there:
            raise UserError(f'the label of {photo.path} would take the place of the '
                            f'photo {path}; give --out another folder')
    return paths


def _folder(root):
    return os.path.basename(os.path.abspath(root))
