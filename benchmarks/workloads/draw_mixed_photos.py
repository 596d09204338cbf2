"""Photos of every kind and size, and broken ones among them."""

import io
import os

import numpy as np
from PIL import Image

from fashionseg.datasets.generated import read_generated

N_SCENE = 24
# Height and width of those that are not of everyday sizes: pieces of a pixel or two,
# panoramas, a camera's 48 million pixels.
ODD_SIZES = [(1, 1), (3, 700), (900, 2), (17, 23), (600, 9000), (8000, 500),
             (6000, 8000)]
# How often, ending, mode, options of Pillow.
KINDS = [(60, '.jpg', 'RGB', {'quality': 88}), (8, '.JPG', 'RGB', {'quality': 95}),
         (6, '.png', 'RGB', {}), (3, '.png', 'RGBA', {}), (3, '.png', 'P', {}),
         (4, '.jpeg', 'L', {}), (3, '.jpg', 'CMYK', {}), (4, '.webp', 'RGB', {}),
         (3, '.gif', 'P', {}), (3, '.bmp', 'RGB', {}), (3, '.tif', 'RGB', {}),
         (2, '.png', 'I;16', {})]
TURNED = 0x0112, 6  # EXIF: by a quarter
BROKEN = [('.jpg', b''), ('.png', b'no photo'), ('.heic', b'\0\0\0\x18ftypheic'),
          ('.jpg', None)]  # None: a photo that is cut off


def draw_mixed_photos(folder, n_photo, n_broken):
    """Writes photos into ten folders below ``folder``; the same ones every time.

    All kinds and sizes are among the first hundred.

    Args:
        folder (str): Where to write.
        n_photo (int): Photos, those that are broken among them.
        n_broken (int): Of these, files that no program can read, spread evenly.

    Returns:
        list of str: Paths of the broken ones.
    """
    random = np.random.default_rng(0)
    scenes = [Image.open(io.BytesIO(read_generated({'seed': 0, 'number': k + 1})[0]))
              for k in range(N_SCENE)]
    often = np.array([kind[0] for kind in KINDS])
    broken = []
    step = n_photo // n_broken
    for k in range(n_photo):
        place = os.path.join(folder, f'folder {10 * k // n_photo}')
        os.makedirs(place, exist_ok=True)
        scene = scenes[k % N_SCENE]
        if k % step == step - 1 and len(broken) < n_broken:
            ending, content = BROKEN[len(broken) % len(BROKEN)]
            if content is None:
                stream = io.BytesIO()
                scene.save(stream, 'JPEG')
                content = stream.getvalue()[:5000]
            broken.append(os.path.join(place, f'{k:05} broken{ending}'))
            with open(broken[-1], 'wb') as file:
                file.write(content)
            continue
        height, width = random.integers(300, 1300, 2).tolist()
        if k % 13 == 7:
            height, width = ODD_SIZES[k // 13 % len(ODD_SIZES)]
        kind = random.choice(len(KINDS), p=often / often.sum())
        _, ending, mode, options = KINDS[kind]
        _write(os.path.join(place, f'{k:05} photo{ending}'),
               scene.resize((width, height)), mode, options, turned=k % 9 == 0)
    return broken


def _write(path, photo, mode, options, turned):
    if mode == 'I;16':
        deep = np.asarray(photo.convert('L')).astype(np.uint16) * 257
        photo = Image.fromarray(deep)
    elif mode == 'RGBA':
        photo.putalpha(200)
    else:
        photo = photo.convert(mode)
    exif = Image.Exif()
    if turned and path.lower().endswith('.jpg'):
        exif[TURNED[0]] = TURNED[1]
        options = {**options, 'exif': exif}
    photo.save(path, **options)
