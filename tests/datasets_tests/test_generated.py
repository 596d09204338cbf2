import json
import os

import numpy as np
from PIL import Image, ImageDraw
import pytest

from fashionseg.datasets.generated import write_generated
from fashionseg.datasets.generated.scene import draw_scene
from fashionseg.datasets.modanet import list_modanet, read_modanet_label


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp('generated')
    write_generated(path, 48, 3)
    return path


@pytest.fixture(scope='module')
def content(folder):
    return json.loads((folder / 'annotations.json').read_text())


def _files(path):
    return {name: (path / 'photos' / name).read_bytes()
            for name in os.listdir(path / 'photos')}


def test_same_seed_same_bytes_whatever_the_count(folder, tmp_path):
    write_generated(tmp_path, 3, 3)
    few, many = _files(tmp_path), _files(folder)
    assert sorted(few) == ['0000001.jpg', '0000002.jpg', '0000003.jpg']
    assert few == {name: many[name] for name in few}


def test_other_seed_other_photo():
    assert not np.array_equal(draw_scene(3, 1)[0], draw_scene(4, 1)[0])
    assert not np.array_equal(draw_scene(3, 1)[0], draw_scene(3, 2)[0])


def test_form_is_modanets(content, folder):
    assert {'info', 'images', 'annotations', 'categories'} <= set(content)
    assert [c['id'] for c in content['categories']] == list(range(1, 14))
    assert set(content['annotations'][0]) == {
        'id', 'image_id', 'category_id', 'segmentation', 'area', 'bbox', 'iscrowd'}
    ids = [a['id'] for a in content['annotations']]
    assert len(set(ids)) == len(ids)
    for image in content['images']:
        with Image.open(folder / 'photos' / image['file_name']) as photo:
            assert photo.format == 'JPEG' and photo.size == (400, 600)
            assert (image['width'], image['height']) == (400, 600)


def test_polygons_lie_in_the_photo_and_enclose_bbox(content):
    for a in content['annotations']:
        points = np.concatenate([np.reshape(p, (-1, 2)) for p in a['segmentation']])
        assert points.min() >= 0
        assert points[:, 0].max() <= 400 and points[:, 1].max() <= 600
        x, y, w, h = a['bbox']
        low, high = points.min(axis=0), points.max(axis=0)
        # A sharp corner may cover no pixel of its own.
        np.testing.assert_allclose([x, y, x + w, y + h], [*low, *high], atol=2)


def test_any_eight_photos_show_all_classes(content):
    classes = {}
    for a in content['annotations']:
        classes.setdefault(a['image_id'], set()).add(a['category_id'])
    # The common ones need no turn: bag, footwear, outer, pants, top.
    rare = {2, 3, 6, 7, 10, 11, 12, 13}
    for first in range(1, 41):
        seen = set().union(*(classes[i] for i in range(first, first + 8)))
        assert rare <= seen
    for class_id in range(1, 14):
        assert sum(class_id in c for c in classes.values()) >= 0.1 * 48


def test_clothes_go_together(content):
    for image in content['images']:
        names = [a['category_id'] for a in content['annotations']
                 if a['image_id'] == image['id']]
        people = max(names.count(c) for c in names)
        # dress, pants, shorts or skirts: one per person.
        assert sum(names.count(c) for c in (6, 8, 10, 11)) == people
        # boots and footwear: at most one per person.
        assert names.count(3) + names.count(4) <= people


def test_labels_equal_another_painting_of_the_polygons(folder):
    jobs, _ = list_modanet(folder / 'annotations.json', folder / 'photos')
    for job in jobs[:8]:
        layers = []
        for a in job['annotations']:
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
        label, _ = read_modanet_label(job)
        # Outlines fall between pixels: only pixels on them may differ.
        worn = (expected > 0) | (label > 0)
        assert np.mean(label[worn] == expected[worn]) > 0.95
        inside = np.ones_like(worn)
        for dy in (-2, 0, 2):
            for dx in (-2, 0, 2):
                inside &= np.roll(expected, (dy, dx), (0, 1)) == expected
        assert np.mean(label[inside] == expected[inside]) > 0.998


def test_photo_and_label_agree(folder):
    # Where the label changes the photo changes more than elsewhere.
    jobs, _ = list_modanet(folder / 'annotations.json', folder / 'photos')
    ratios = []
    for job in jobs[:8]:
        label, _ = read_modanet_label(job)
        with Image.open(job['path']) as image:
            grey = np.array(image.convert('L')).astype(float)
        step = np.abs(grey[:, 2:] - grey[:, :-2])[:, :-1]
        border = (label[:, 1:] != label[:, :-1])[:, 1:-1]
        ratios.append(step[border].mean() / step[~border].mean())
    assert np.median(ratios) > 1.5
