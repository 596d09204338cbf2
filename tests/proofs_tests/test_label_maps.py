"""Labels of 200 random photos, pixel by pixel, from pycocotools' own masks."""

import json

import numpy as np
from pycocotools.coco import COCO
import pytest
import scipy.ndimage

from fashionseg.datasets.modanet import paint_label, read_annotations
from fashionseg.overlap_rules import OVERLAP_RULES
from tests.proofs_tests.made_up_annotations import FORMS, make_photos

N_PHOTO = 200
# Whose class a pixel gets, of those that cover it: (place in the file, area).
WINNERS = {
    'larger-first': lambda covering: min(covering, key=lambda c: (c[1], -c[0])),
    'last-wins': lambda covering: max(covering, key=lambda c: c[0]),
    'first-wins': lambda covering: min(covering, key=lambda c: c[0]),
}


@pytest.fixture(scope='module')
def document():
    return make_photos(N_PHOTO)


@pytest.fixture(scope='module')
def masks(document):
    """Photo id -> list of (class, mask), in the order of the file."""
    coco = COCO()
    coco.dataset = document
    coco.createIndex()
    masks = {image['id']: [] for image in document['images']}
    for annotation in document['annotations']:
        masks[annotation['image_id']].append(
            (annotation['category_id'], coco.annToMask(annotation)))
    return masks


@pytest.fixture(scope='module')
def photos(document, tmp_path_factory):
    """The photos as they are read from the file."""
    path = tmp_path_factory.mktemp('modanet') / 'made_up.json'
    path.write_text(json.dumps(document))
    return read_annotations(str(path))


def paint(height, width, masks, overlap):
    """One pixel after the other; and how many are of two classes or more."""
    areas = [int(mask.sum()) for _, mask in masks]
    label, n_contested = np.zeros((height, width), int), 0
    for y in range(height):
        for x in range(width):
            covering = [(i, areas[i]) for i, (_, mask) in enumerate(masks)
                        if mask[y, x]]
            if covering:
                label[y, x] = masks[WINNERS[overlap](covering)[0]][0]
            n_contested += len({masks[i][0] for i, _ in covering}) > 1
    return label, n_contested


@pytest.mark.parametrize('overlap', WINNERS)
def test_every_pixel_of_every_photo(overlap, document, masks, photos):
    assert len(photos) == N_PHOTO
    for image, photo in zip(document['images'], photos):
        size = photo['height'], photo['width']
        assert size == (image['height'], image['width'])
        label, n_contested = paint_label(photo['annotations'], *size, overlap)
        expected, n_expected = paint(*size, masks[image['id']], overlap)
        np.testing.assert_array_equal(label, expected)
        assert label.dtype == np.uint8 and n_contested == n_expected


def test_rules_are_the_ones_proven():
    assert set(OVERLAP_RULES) == set(WINNERS) and OVERLAP_RULES[0] == 'larger-first'


def test_photos_are_worth_the_comparison(document, masks):
    """Every form is there often, covers something or nothing as it should."""
    covered = {form.__name__: [] for form in FORMS}
    order = {image: iter(pairs) for image, pairs in masks.items()}
    n_hole = 0
    for annotation in document['annotations']:
        _, mask = next(order[annotation['image_id']])
        covered[annotation['form']].append(int(mask.sum()))
        n_hole += (annotation['form'] == 'with_holes'
                   and (scipy.ndimage.binary_fill_holes(mask) > mask).any())
    assert n_hole > 20
    assert all(len(areas) > 60 for areas in covered.values())
    assert covered['tiny'].count(0) > 20 and sum(
        0 < area < 6 for area in covered['tiny']) > 20
    assert covered['out_of_range'].count(0) > 10 and sum(
        area > 0 for area in covered['out_of_range']) > 20
    assert min(covered['covering']) > 0
    shapes = [annotation['segmentation'] for annotation in document['annotations']]
    codes = [shape for shape in shapes if isinstance(shape, dict)]
    assert sum(isinstance(code['counts'], str) for code in codes) > 60
    assert sum(isinstance(code['counts'], list) for code in codes) > 60
    assert sum(code['counts'][0] == 0 for code in codes) > 10
    assert sum(annotation['iscrowd'] for annotation in document['annotations']) > 60
    corners = [x for shape in shapes if isinstance(shape, list)
               for polygon in shape for x in polygon]
    assert min(corners) < -20 and max(corners) > 70


def test_rules_decide_pixels(masks):
    """The three labels differ, else one rule might stand for another."""
    differing = {pair: 0 for pair in (('larger-first', 'last-wins'),
                                      ('larger-first', 'first-wins'),
                                      ('last-wins', 'first-wins'))}
    for pairs in list(masks.values())[:40]:
        if pairs:
            size = pairs[0][1].shape
            labels = {rule: paint(*size, pairs, rule)[0] for rule in WINNERS}
            for a, b in differing:
                differing[a, b] += (labels[a] != labels[b]).any()
    assert min(differing.values()) > 20
    # Equal areas, of different classes in one photo, which the order decides.
    tied = [pairs for pairs in masks.values() if any(
        0 < a.sum() == b.sum() and c != d
        for i, (c, a) in enumerate(pairs) for d, b in pairs[:i])]
    assert len(tied) > 20


def test_polygons_of_two_corners_cover_nothing():
    # pycocotools would take four numbers for a box.
    triangle = [2, 2, 9, 2, 2, 9]
    with_line, contested = paint_label(
        [{'category_id': 3, 'segmentation': [[1, 1, 8, 8], triangle, [5, 5]]},
         {'category_id': 4, 'segmentation': [[0, 0, 10, 10]]}], 12, 12)
    alone, _ = paint_label([{'category_id': 3, 'segmentation': [triangle]}], 12, 12)
    np.testing.assert_array_equal(with_line, alone)
    assert alone.any() and contested == 0
