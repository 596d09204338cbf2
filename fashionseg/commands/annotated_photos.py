"""Annotations as ModaNet has them, photo by photo, without the photos."""

from fashionseg.datasets.generated.scene import HEIGHT, WIDTH, draw_scene
from fashionseg.datasets.modanet import read_annotations
from fashionseg.errors import UserError


def annotated_photos(dataset, n_generated, modanet_json=None):
    """Yields what overlap rules are tried on.

    Args:
        dataset (str): 'generated' or 'modanet'.
        n_generated (int): Photos to draw, with seed 0.
        modanet_json (str): Train annotations, for 'modanet'.

    Yields:
        tuple: list of annotations (dicts with ``category_id``, ``segmentation``) in
        the order of the file, height and width. Photos without annotations are left
        out.

    Raises:
        UserError: A data set without polygons, or a JSON that cannot be used.
    """
    if dataset == 'generated':
        for number in range(1, n_generated + 1):
            yield draw_scene(0, number)[1], HEIGHT, WIDTH
    elif dataset == 'modanet' and modanet_json is not None:
        for photo in read_annotations(modanet_json):
            if photo['annotations']:
                yield photo['annotations'], photo['height'], photo['width']
    else:
        raise UserError('overlaps are measured with --dataset generated, or --dataset '
                        'modanet and --modanet-json')
