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
        list of str: Paths, all different, none in a folder with photos.

    Raises:
        UserError: Photos cannot be told apart so, or labels would lie beside photos,
            where they could take the place of one.
    """
    names = [os.path.splitext(photo.name)[0] for photo in photos]
    for longer in (lambda photo: photo.name,
                   lambda photo: os.path.join(_folder(photo.root), photo.name)):
        count = Counter(names)
        names = [longer(photo) if count[name] > 1 else name
                 for name, photo in zip(names, photos)]
    count = Counter(names)
    paths = [os.path.join(out, f'{name}.png') for name in names]
    folders = {os.path.dirname(photo.path) for photo in photos}
    folders = {os.path.realpath(folder): folder for folder in folders}
    for photo, name, path in zip(photos, names, paths):
        if count[name] > 1:
            other = next(p for p, n in zip(photos, names)
                         if n == name and p is not photo)
            raise UserError(f'{photo.path} and {other.path} would both become {path}; '
                            'label them apart, each with an --out of its own')
    for folder in {os.path.dirname(path) for path in paths}:
        if os.path.realpath(folder) in folders:
            raise UserError(f'--out {out}: labels would lie beside photos in '
                            f'{folder or "."} and could take their place; give another '
                            'folder')
    return paths


def _folder(root):
    return os.path.basename(os.path.abspath(root))
