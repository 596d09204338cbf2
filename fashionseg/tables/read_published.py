import csv
from pathlib import Path

from fashionseg.classes import CLASS_NAMES
from fashionseg.errors import UserError
from fashionseg.tables.columns import COLUMNS

PAPER_DIR = Path(__file__).resolve().parents[2] / 'data' / 'paper'


def read_published(paper_dir=PAPER_DIR):
    """The numbers printed in the paper.

    Args:
        paper_dir: Folder of the CSV files, one per table or section of the paper.

    Returns:
        Dictionary with

        * ``iou`` and ``iou_plus`` (Tables III, IV): row -> configuration key ->
          float; rows are the class names and ``mIoU`` or ``mIoU+``;
        * ``times``: ``inference`` and ``training`` -> configuration key -> float
          (milliseconds per photo, hours);
        * ``weights`` (Table V): 'A'..'H' -> (alpha, beta, gamma);
        * ``data`` (Table I): 'train' or 'eval' -> class -> (instances, mean size in
          percent of the photo);
        * ``photos`` (Section IV-A): 'train' or 'eval' -> int.

    Raises:
        UserError: When a file is missing or damaged.
    """
    paper_dir = Path(paper_dir)
    times = _read(paper_dir / 'timings.csv', 'measure', float)
    weights = _read(paper_dir / 'table5_configurations.csv', 'weight', int)
    columns = list(zip(*(row.values() for row in weights.values())))
    return {
        'iou': _read_scores(paper_dir / 'table3_iou.csv', 'mIoU'),
        'iou_plus': _read_scores(paper_dir / 'table4_iou_plus.csv', 'mIoU+'),
        'times': {'inference': times['inference_ms'], 'training': times['training_h']},
        'weights': dict(zip('ABCDEFGH', columns)),
        'data': _read_data(paper_dir / 'table1_dataset.csv'),
        'photos': _read_photos(paper_dir / 'section4a_split.csv'),
    }


def _read_scores(path, mean_name):
    table = _read(path, 'class', float)
    if list(table) != [*CLASS_NAMES, mean_name]:
        raise _damaged(path)
    return table


def _read(path, first, number):
    key_of = {title: key for key, title in COLUMNS.items()}
    try:
        return {row.pop(first): {key_of[title]: number(text)
                                 for title, text in row.items()}
                for row in _rows(path)}
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _read_data(path):
    data = {'train': {}, 'eval': {}}
    try:
        for row in _rows(path):
            # The paper says "validation" for the set that it evaluates on.
            for split, prefix in (('train', 'train'), ('eval', 'val')):
                data[split][row['class']] = (
                    int(row[f'{prefix}_instances']),
                    float(row[f'{prefix}_avg_size_percent']))
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    return data


def _read_photos(path):
    try:
        photos = {row['split']: int(row['photos']) for row in _rows(path)}
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    if set(photos) != {'train', 'eval'}:
        raise _damaged(path)
    return photos


def _rows(path):
    try:
        with open(path, newline='', encoding='utf-8') as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise UserError(f'cannot read the published numbers in {path}: run from a '
                        'complete checkout of the project') from error


def _damaged(path):
    return UserError(f'{path} is damaged: restore it from the project')
