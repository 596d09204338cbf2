import io

import numpy as np
from PIL import Image, ImageDraw
import pytest

from fashionseg.datasets.generated import read_generated
from fashionseg.datasets.generated.scene import draw_scene


@pytest.fixture(scope='module')
def scenes():
    """Annotations of photos 1 to 48."""
    return {number: draw_scene(3, number)[1] for number in range(1, 49)}


def _read(number):
    return read_generated({'seed': 3, 'number': number})


def test_same_seed_same_bytes():
    (photo, label, facts), (again, label_again, facts_again) = _read(5), _read(5)
    assert photo == again and facts == facts_again
    np.testing.assert_array_equal(label, label_again)


def test_other_seed_other_photo():
    assert not np.array_equal(draw_scene(3, 1)[0], draw_scene(4, 1)[0])
    assert not np.array_equal(draw_scene(3, 1)[0], draw_scene(3, 2)[0])


def test_form(scenes):
    assert all(set(a) == {'category_id', 'segmentation', 'area', 'bbox'}
               for scene in scenes.values() for a in scene)
    photo, label, facts = _read(1)
    with Image.open(io.BytesIO(photo)) as image:
        assert image.format == 'JPEG' and image.size == (400, 600)
    assert label.shape == (600, 400) and label.dtype == np.uint8
    ids = [a['category_id'] for a in scenes[1]]
    assert facts == {'instances': {i: ids.count(i) for i in set(ids)}}


def test_polygons_lie_in_the_photo_and_enclose_bbox(scenes):
    for a in sum(scenes.values(), []):
        points = np.concatenate([np.reshape(p, (-1, 2)) for p in a['segmentation']])
        assert points.min() >= 0
        assert points[:, 0].max() <= 400 and points[:, 1].max() <= 600
        x, y, w, h = a['bbox']
        low, high = points.min(axis=0), points.max(axis=0)
        # A sharp corner may cover no pixel of its own.
        np.testing.assert_allclose([x, y, x + w, y + h], [*low, *high], atol=2)


def test_any_eight_photos_show_all_classes(scenes):
    classes = {number: {a['category_id'] for a in scene}
               for number, scene in scenes.items()}
    # The common ones need no turn: bag, footwear, outer, pants, top.
    rare = {2, 3, 6, 7, 10, 11, 12, 13}
    for first in range(1, 41):
        seen = set().union(*(classes[i] for i in range(first, first + 8)))
        assert rare <= seen
    for class_id in range(1, 14):
        assert sum(class_id in c for c in classes.values()) >= 0.1 * 48


def test_clothes_go_together(scenes):
    for scene in scenes.values():
        names = [a['category_id'] for a in scene]
        people = max(names.count(c) for c in names)
        # dress, pants, shorts or skirts: one per person.
        assert sum(names.count(c) for c in (6, 8, 10, 11)) == people
        # boots and footwear: at most one per person.
        assert names.count(3) + names.count(4) <= people


def test_labels_equal_another_painting_of_the_polygons(scenes):
    for number in range(1, 9):
        layers = []
        for a in scenes[number]:
            # Four times the size, sampled at the middle of each pixel.
            layer = Image.new('1', (1600, 2400))
            draw = ImageDraw.Draw(layer)
            for polygon in a['segmentation']:
                draw.polygon([4 * v for v in polygon], fill=1)
            layers.append((a['category_id'], np.array(layer)[2::4, 2::4]))
        layers.sort(key=lambda layer: layer[1].sum(), reverse=True)
        expected = np.zeros((600, 400), np.uint8)
        for class_id, mask in layers:
            expected[mask] = class_id
        _, label, _ = _read(number)
        # Outlines fall between pixels: only pixels on them may differ.
        worn = (expected > 0) | (label > 0)
        assert np.mean(label[worn] == expected[worn]) > 0.95
        inside = np.ones_like(worn)
        for dy in (-2, 0, 2):
            for dx in (-2, 0, 2):
                inside &= np.roll(expected, (dy, dx), (0, 1)) == expected
        assert np.mean(label[inside] == expected[inside]) > 0.998


def test_photo_and_label_agree():
    # Where the label changes the photo changes more than elsewhere.
    ratios = []
    for number in range(1, 9):
        photo, label, _ = _read(number)
        with Image.open(io.BytesIO(photo)) as image:
            grey = np.array(image.convert('L')).astype(float)
        step = np.abs(grey[:, 2:] - grey[:, :-2])[:, :-1]
        border = (label[:, 1:] != label[:, :-1])[:, 1:-1]
        ratios.append(step[border].mean() / step[~border].mean())
    assert np.median(ratios) > 1.5
