"""A COCO JSON as it is on the disk."""

from fashionseg.errors import UserError
from fashionseg.files import parse_json

TRAIN_JSON = 'modanet2018_instances_train.json'


def read_document(path):
    """Reads a file of COCO's form; whether it has annotations is left to the caller.

    Args:
        path (str): ``modanet2018_instances_train.json`` or one of its form.

    Returns:
        dict: ``images`` (not empty) and ``annotations`` (maybe empty; empty too when
        the file has no such key) are lists of dicts; everything else as in the file.

    Raises:
        UserError: For a file that cannot be read, a pointer of git-lfs in its place,
            what is not JSON, or JSON of another form.
    """
    try:
        with open(path, encoding='utf-8') as f:
            text = f.read()
    except OSError as e:
        raise UserError(
            f'{path} cannot be read ({e.strerror}); give --modanet-json') from None
    except UnicodeDecodeError as e:
        raise UserError(f'{path} is not JSON ({e}); take an undamaged copy') from None
    if text.startswith('version https://git-lfs'):
        raise UserError(
            f'{path} is a pointer of git-lfs, not the file itself; run git lfs pull in '
            'its repository')
    try:
        content = parse_json(text)
    except ValueError as e:
        raise UserError(f'{path} is not JSON ({e}); take an undamaged copy') from None
    if not isinstance(content, dict) or not content.get('images'):
        raise UserError(
            f'{path} lists no images; it must be a COCO JSON such as {TRAIN_JSON}')
    content['annotations'] = content.get('annotations') or []
    for key in ('images', 'annotations'):
        if not isinstance(content[key], list) or not all(
                isinstance(item, dict) for item in content[key]):
            raise UserError(
                f'{path} is not of COCO\'s form ({key} is no list of objects); take an '
                'undamaged copy')
    return content
