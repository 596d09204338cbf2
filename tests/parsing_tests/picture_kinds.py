"""One picture in every kind of file: 40 x 60, above (200, 40, 90), below 60s."""

import struct

import cv2
import numpy as np
from PIL import Image

SIZE = 40, 60  # height, width
COLOURS = np.zeros((*SIZE, 3), np.uint8)
COLOURS[:20] = 200, 40, 90
COLOURS[20:] = 60
# Its brightness, for kinds without colour; flat, so that no rule of mixing matters.
GRAY = np.where(np.arange(40) < 20, 200, 60).astype(np.uint8)[:, None].repeat(60, 1)


def _save(array, **options):
    return lambda path: Image.fromarray(array).save(path, **options)


def _converted(mode, **options):
    return lambda path: Image.fromarray(COLOURS).convert(mode).save(path, **options)


def _palette(path):
    Image.fromarray(COLOURS).quantize(4, Image.Quantize.MEDIANCUT).save(path)


def _turned(path):
    """Lies on its side; the tag says: turn by a quarter to the right."""
    image = Image.fromarray(np.rot90(COLOURS, 1))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(path, exif=exif, quality=95)


def _transparent(path):
    """The lower half is see-through, whatever lies under it: white is seen."""
    alpha = np.full((*SIZE, 1), 255, np.uint8)
    alpha[20:] = 0
    # PNG has no other way.
    Image.fromarray(np.concatenate([COLOURS, alpha], axis=2)).save(path, lossless=True)


def _transparent_palette(path):
    image = Image.fromarray((GRAY == 60).astype(np.uint8))
    image.putpalette([200, 40, 90, 1, 2, 3])
    image.save(path, transparency=1)


def _moving(path):
    frames = [Image.fromarray(COLOURS), Image.fromarray(COLOURS[::-1].copy())]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100,
                   lossless=True)


def _deep_colours(path):
    # Low bytes differ from the high ones.
    assert cv2.imwrite(str(path), (COLOURS.astype(np.uint16) * 256 + 77)[..., ::-1])


# Name -> how to write it, and which of the arrays it shows.
WHITE = COLOURS.copy()
WHITE[20:] = 255
BLACK_AND_WHITE = np.where(GRAY == 200, 255, 0).astype(np.uint8)
KINDS = {
    'rgb.png': (_save(COLOURS), COLOURS),
    'UPPER.PNG': (_save(COLOURS), COLOURS),
    'photo.jpg': (_save(COLOURS, quality=95), COLOURS),
    'photo.jpeg': (_save(COLOURS, quality=95, progressive=True), COLOURS),
    'turned.jpg': (_turned, COLOURS),
    'cmyk.jpg': (_converted('CMYK', quality=95), COLOURS),
    'photo.bmp': (_save(COLOURS), COLOURS),
    'photo.webp': (_save(COLOURS, lossless=True), COLOURS),
    'photo.tif': (_save(COLOURS, compression='tiff_lzw'), COLOURS),
    'cmyk.tiff': (_converted('CMYK'), COLOURS),
    'palette.png': (_palette, COLOURS),
    'palette.gif': (_palette, COLOURS),
    'moving.gif': (_moving, COLOURS),
    'moving.webp': (_moving, COLOURS),
    'deep colours.png': (_deep_colours, COLOURS),
    'deep colours.tif': (_deep_colours, COLOURS),
    'transparent.png': (_transparent, WHITE),
    'transparent.webp': (_transparent, WHITE),
    'transparent palette.png': (_transparent_palette, WHITE),
    'gray.png': (_save(GRAY), GRAY),
    'gray.jpg': (_save(GRAY, quality=95), GRAY),
    'gray alpha.png': (
        lambda path: Image.fromarray(GRAY).convert('LA').save(path), GRAY),
    'deep gray.png': (_save(GRAY.astype(np.uint16) * 256 + 77), GRAY),
    'deep gray.tif': (_save(GRAY.astype(np.uint16) * 256 + 77), GRAY),
    'bits.png': (lambda path: Image.fromarray(GRAY > 100).save(path), BLACK_AND_WHITE),
}


def _cut(kind, share):
    def write(path):
        noise = np.random.RandomState(0).randint(0, 256, (64, 64, 3), np.uint8)
        Image.fromarray(noise).save(path, kind)
        whole = path.read_bytes()
        path.write_bytes(whole[:int(len(whole) * share)])
    return write


# Name -> how to write it, and words of the reason.
BROKEN = {
    'empty.jpg': (lambda path: path.write_bytes(b''), 'it is empty'),
    'text.png': (lambda path: path.write_text('no photo'), 'no picture that Pillow'),
    'cut.jpg': (_cut('JPEG', .5), 'it is damaged'),
    'cut.png': (_cut('PNG', .5), 'it is damaged'),
    'cut.webp': (_cut('WEBP', .5), 'it is damaged'),
    'cut.tif': (_cut('TIFF', .5), 'it is damaged'),
    'cut.gif': (_cut('GIF', .3), 'it is damaged'),
    'phone.HEIC': (lambda path: path.write_bytes(
        struct.pack('>I', 24) + b'ftypheic' + bytes(12)), 'HEIC pictures are not read'),
    'floats.tif': (_save(np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)),
                   'no brightness of 8 or 16 bits'),
    'link.jpg': (lambda path: path.symlink_to('nowhere.jpg'), 'it is not there'),
}
