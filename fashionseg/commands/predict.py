"""``python -m fashionseg predict``: labels of any photos."""

import io
import os

import numpy as np
from PIL import Image

from fashionseg.classes import PALETTE
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.find_photos import find_photos
from fashionseg.commands.options import add_label_options
from fashionseg.commands.read_photo import read_photo
from fashionseg.commands.run_command import run_command
from fashionseg.datasets.encode_label import encode_label
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.files import replace_file
from fashionseg.inference import load_model, make_segmenter
from fashionseg.transforms import resize_label, to_network_input


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg predict',
        description='Segments photos of any size. Writes NAME.png, class ids with '
                    'the colours of the classes, and NAME_overlay.jpg, the photo '
                    'with the label over it.')
    parser.add_argument('photos', nargs='+', metavar='PHOTO',
                        help='photos, or folders of photos')
    parser.add_argument('--weights', required=True, metavar='RUN',
                        help='folder of a run, or its best.safetensors')
    parser.add_argument('--out', required=True, metavar='DIR',
                        help='folder for the labels')
    add_label_options(parser)
    return run_command(_predict, parser.parse_args(argv))


def _predict(args):
    photos = find_photos(args.photos)
    names = _names(photos)
    use_engine(args.kernels, args.threads)
    model = load_model(args.weights)
    segment = make_segmenter(model.net, args.engine, args.precision, args.threads)
    for path, name in zip(photos, names):
        photo = read_photo(path)
        label = segment(to_network_input(photo)[None])[0]
        label = resize_label(label, photo.shape[:2])
        for ending, data in (('.png', encode_label(label)),
                             ('_overlay.jpg', _overlay(photo, label))):
            target = os.path.join(args.out, name + ending)
            with replace_file(target, sync=False) as temporary:
                with open(temporary, 'wb') as file:
                    file.write(data)
        print(os.path.join(args.out, f'{name}.png'))


def _names(photos):
    names = {}
    for path in photos:
        name = os.path.splitext(os.path.basename(path))[0]
        if name in names:
            raise UserError(f'{names[name]} and {path} would both become {name}.png; '
                            'segment them apart, each with an --out of its own')
        names[name] = path
    return list(names)


def _overlay(photo, label):
    mixed = (photo.astype(np.uint16) + PALETTE[label]) // 2
    # The background stays as it is.
    mixed = np.where(label[..., None] == 0, photo, mixed).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(mixed).save(stream, 'JPEG', quality=92)
    return stream.getvalue()
