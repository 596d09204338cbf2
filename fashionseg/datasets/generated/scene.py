"""One photo with its annotations: people, clothes, street, camera."""

import cv2
import numpy as np
from pycocotools import mask as coco_mask

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.generated.accessories import outline_accessory
from fashionseg.datasets.generated.body import draw_body
from fashionseg.datasets.generated.cloth_colour import cloth_colour
from fashionseg.datasets.generated.figure import Figure
from fashionseg.datasets.generated.garments import LARGE, outline_garment
from fashionseg.datasets.generated.outfit import choose_outfit
from fashionseg.datasets.generated.paint import paint
from fashionseg.datasets.generated.shapes import rounded
from fashionseg.datasets.generated.street import draw_street
from fashionseg.datasets.generated.textures import smooth_noise, weave

WIDTH, HEIGHT = 400, 600


def draw_scene(seed, number):
    """Draws photo ``number`` of the generator with the given seed.

    Garments are painted by falling area, the rule by which labels are painted, so
    that photo and label agree wherever garments overlap.

    Returns:
        tuple: photo, uint8 (600, 400, 3) RGB; annotations, a list of dicts with
        ``category_id``, ``segmentation`` (polygons as COCO writes them), ``area`` and
        ``bbox``.
    """
    rng = np.random.default_rng([seed, number])
    photo = draw_street(rng, WIDTH, HEIGHT)
    annotations = []
    for figure in _people(rng):
        draw_body(photo, figure, rng)
        outfit = choose_outfit(rng, number)
        for name in outfit.classes:
            annotations.append(_annotate(name, figure, outfit, rng))
    annotations = [a for a in annotations if a['area'] > 0]
    for annotation in sorted(annotations, key=lambda a: -a['area']):
        _dress(photo, annotation, rng)
    return _expose(photo, rng), annotations


def _people(rng):
    """One person, sometimes small and aside; sometimes two beside each other."""
    if rng.random() < .06:
        return [_stand(rng, rng.uniform(42, 52), WIDTH * share) for share in (.27, .73)]
    if rng.random() < .12:
        return [_stand(rng, rng.uniform(44, 58), WIDTH * rng.uniform(.25, .75))]
    return [_stand(rng, rng.uniform(62, 77), WIDTH * rng.uniform(.42, .58))]


def _stand(rng, unit, x):
    low, high = 3.8 * unit, HEIGHT - 4.05 * unit
    y = rng.uniform(low, high) if high > low else (low + high) / 2
    return Figure(rng, unit, (x, y))


def _annotate(name, figure, outfit, rng):
    outline = outline_garment if name in LARGE else outline_accessory
    jitter = .018 if name in LARGE else .008
    polygons = [np.round(figure.to_photo(rounded(part, rng, jitter)), 1)
                for part in outline(name, figure, outfit, rng)]
    polygons = [np.clip(part, 0, [WIDTH, HEIGHT]) for part in polygons]
    segmentation = [part.ravel().tolist() for part in polygons]
    mask = coco_mask.merge(coco_mask.frPyObjects(segmentation, HEIGHT, WIDTH))
    return {
        'category_id': CLASS_NAMES.index(name), 'segmentation': segmentation,
        'area': int(coco_mask.area(mask)), 'bbox': coco_mask.toBbox(mask).tolist()}


def _dress(photo, annotation, rng):
    polygons = [np.reshape(part, (-1, 2)) for part in annotation['segmentation']]
    base = cloth_colour(rng, CLASS_NAMES[annotation['category_id']])
    if rng.random() < .1:
        # Low contrast: nearly the colour of what is there already.
        x, y = np.clip(polygons[0].mean(axis=0).astype(int) - 3, 0, [394, 594])
        around = photo[y:y + 6, x:x + 6].mean(axis=(0, 1))
        base = around * rng.uniform(.75, 1.25)
    paint(photo, polygons, lambda h, w: weave(rng, h, w, base.astype(np.float32)))


def _expose(photo, rng):
    """Light, lens and sensor: gradient, white balance, blur, noise."""
    light = 1 + rng.uniform(.02, .14) * smooth_noise(rng, HEIGHT, WIDTH, 2, 2)
    tint = rng.uniform(.82, 1.12) * rng.normal(1, .04, 3)
    photo = photo * (light[..., None] * tint.astype(np.float32))
    photo = cv2.GaussianBlur(photo, (0, 0), rng.uniform(.3, .9))
    noise = rng.standard_normal(photo.shape, dtype=np.float32)
    photo += noise * np.float32(rng.uniform(2, 9))
    return np.clip(np.round(photo), 0, 255).astype(np.uint8)
