"""Writing tables from made-up results, and reading them back as a reader would."""

import csv

from fashionseg.tables import write_tables

MODELS = [*'ABCDEFGH', 'U-Net', 'DeepLabv3+', 'PSPNet', 'SegNet']
CODE = {'A': (1, 1, 1), 'B': (1, 1, 0), 'C': (1, 0, 1), 'D': (1, 0, 0),
        'E': (0, 1, 1), 'F': (0, 1, 0), 'G': (0, 0, 1), 'H': (0, 1, 0)}


def write(results_dir, **options):
    out_dir = results_dir.parent / 'tables'
    write_tables(results_dir, 'generated', 'quick', out_dir, **options)
    return out_dir


def read_csv(path):
    with open(path, newline='', encoding='utf-8') as file:
        return {(line['class'], line['model']): line for line in csv.DictReader(file)}


def numbers(line):
    return [line[key] for key in
            ('published', 'ours_mean', 'ours_std', 'n', 'difference')]


def grid_of(markdown, heading):
    """Rows of the first Markdown table after a heading."""
    lines = markdown.split(heading + '\n', 1)[1].strip().split('\n')
    table = []
    for line in lines:
        if not line.startswith('|'):
            break
        table.append([text.strip() for text in line[1:-1].split('|')])
    return table
