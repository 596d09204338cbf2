"""Random annotations of every form that COCO knows, ordinary and odd."""

import math

import numpy as np
from pycocotools import mask as coco_mask


def star(random, centre, reach, n_corner, digits=2):
    """A polygon around a centre, its corners at random distances."""
    angles = np.sort(random.uniform(0, 2 * math.pi, n_corner))
    far = random.uniform(.3, 1, n_corner) * reach
    x, y = centre[0] + far * np.cos(angles), centre[1] + far * np.sin(angles)
    return np.stack([x, y], axis=1).round(digits).ravel().tolist()


def inside(random, height, width):
    return random.uniform(0, width), random.uniform(0, height)


def ordinary(random, height, width):
    """One to three polygons."""
    return [star(random, inside(random, height, width), random.uniform(3, 20),
                 random.randint(3, 12)) for _ in range(random.randint(1, 4))]


def whole_numbers(random, height, width):
    """Corners on whole pixels, as drawn by hand at the photo's own size."""
    return [star(random, inside(random, height, width), random.uniform(3, 20),
                 random.randint(3, 8), digits=0)]


def tiny(random, height, width):
    """Within a pixel, along a line, or all corners the same."""
    x, y = inside(random, height, width)
    return [[star(random, (x, y), .4, 4), [x, y] * 3,
             [x, y, x + 5, y, x + 2, y], [x, y, x, y + 4, x, y + 1],
             [int(x), int(y), int(x) + 1, int(y), int(x) + 1, int(y) + 1,
              int(x), int(y) + 1]][random.randint(5)]]


def out_of_range(random, height, width):
    """Partly or wholly outside of the photo, negative corners among them."""
    centre = (random.uniform(-width, 2 * width), random.uniform(-height, 2 * height))
    return [star(random, centre, random.uniform(5, 1.5 * max(height, width)),
                 random.randint(3, 9))]


def covering(random, height, width):
    """The whole photo and more."""
    return [[-3, -2, width + 4, -2, width + 4, height + 5, -3, height + 5]]


def with_holes(random, height, width):
    """A code of a polygon out of which others are cut."""
    x, y = inside(random, height, width)

    def mask(centre, reach):
        code = coco_mask.merge(coco_mask.frPyObjects(
            [star(random, centre, reach, 9)], height, width))
        return coco_mask.decode(code)

    pixels = mask((x, y), 25)
    for _ in range(3):
        centre = random.normal(x, 6), random.normal(y, 6)
        pixels[mask(centre, 5) > 0] = 0
    return as_code(random, pixels)


def noise(random, height, width):
    """A code of many short runs; the first pixel may be on."""
    pixels = random.rand(height, width) < random.rand()
    return as_code(random, pixels.astype(np.uint8))


def as_code(random, pixels):
    """Compressed, or the plain runs off and on in turn, column by column."""
    size = list(pixels.shape)
    if random.rand() < .5:
        code = coco_mask.encode(np.asfortranarray(pixels))
        return {'size': size, 'counts': code['counts'].decode()}
    runs, on = [0], 0
    for pixel in pixels.T.ravel().tolist():
        if pixel != on:
            runs.append(0)
            on = pixel
        runs[-1] += 1
    return {'size': size, 'counts': runs}


FORMS = (ordinary, ordinary, whole_numbers, tiny, out_of_range, covering, with_holes,
         noise)


def make_photos(n):
    """A COCO-like document of ``n`` photos with up to nine annotations each."""
    random = np.random.RandomState(0)
    images, annotations = [], []
    for i in range(1, n + 1):
        height, width = (int(side) for side in random.randint(1, 49, 2))
        images.append({'id': i, 'file_name': f'{i:07d}.jpg',
                       'height': height, 'width': width})
        for _ in range(random.randint(0, 10)):
            form = FORMS[random.randint(len(FORMS))]
            shape = form(random, height, width)
            crowd = isinstance(shape, dict) and random.rand() < .5
            annotations.append({
                'id': len(annotations) + 1, 'image_id': i, 'iscrowd': int(crowd),
                'category_id': int(random.randint(1, 14)), 'segmentation': shape,
                'area': 1.0, 'bbox': [0, 0, 1, 1], 'form': form.__name__})
    random.shuffle(annotations)
    return {'images': images, 'annotations': annotations, 'categories': []}
