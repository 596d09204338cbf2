"""The table in the code says what the paper prints, and its sizes add up."""

import pytest

from fashionseg.table_2 import INPUT_SIZE, TABLE_2, Conv, MaxPool, UnPool
from tests.links_tests.hand_table_2 import ROWS, UNPOOLINGS

LAST_ACTIVATION = {'a': 'relu', 'e': 'relu', 'c': 'relu', 'd': 'sigmoid',
                   'l': 'softmax', 'b': 'sigmoid'}
POOLINGS = {
    'P0': (56, [(2, 2, 0), (2, 2, 0)]), 'P1': (28, [(2, 2, 0)]),
    'P2': (14, [(2, 2, 0)]), 'P3': (7, [(2, 2, 0)]), 'P4': (3, [(3, 3, 1)]),
    'P5': (1, [(3, 3, 0)])}


def test_no_row_too_many_or_too_few():
    assert {name.lower() for name in TABLE_2} == set(ROWS) | {
        name.lower() for name in POOLINGS}
    assert INPUT_SIZE == 224


@pytest.mark.parametrize('name', sorted(ROWS))
def test_row_equals_the_paper(name):
    _, convolutions, size = ROWS[name]
    row = TABLE_2[name.upper()]
    found = [layer for layer in row.layers if isinstance(layer, Conv)]
    assert tuple(tuple(layer[:4]) for layer in found) == convolutions
    assert row.size == size
    assert [layer.activation for layer in found] == (
        ['relu'] * (len(found) - 1) + [LAST_ACTIVATION[name[0]]])
    unpoolings = [layer for layer in row.layers if isinstance(layer, UnPool)]
    assert [tuple(layer) for layer in unpoolings] == (
        [UNPOOLINGS[name]] if name in UNPOOLINGS else [])
    # An unpooling is the last layer, after the output that the losses read.
    assert all(layer is row.layers[-1] for layer in unpoolings)
    assert len(row.layers) == len(found) + len(unpoolings)


@pytest.mark.parametrize('name', sorted(POOLINGS))
def test_pooling_row_equals_the_paper(name):
    size, windows = POOLINGS[name]
    assert TABLE_2[name].size == size
    assert [tuple(layer) for layer in TABLE_2[name].layers] == windows
    assert all(isinstance(layer, MaxPool) for layer in TABLE_2[name].layers)


def side_of(name):
    """Side of the output, counted layer by layer from the photo."""
    row = TABLE_2[name]
    letter, level = name[0], int(name[1:] or 0)
    if name == 'A':
        side = INPUT_SIZE
    elif letter in 'CD':
        side = side_of('E{}'.format(level))
    elif letter == 'P':
        side = side_of('P{}'.format(level - 1)) if level else INPUT_SIZE
    elif letter == 'L':
        side = side_of('C{}'.format(level))
    else:  # E_i and B_i read e(i-1)
        side = side_of('E{}'.format(level - 1) if level else 'A')
    for layer in row.layers:
        if isinstance(layer, UnPool):
            side = layer.stride * (side - 1) + layer.ksize - 2 * layer.pad
        else:
            side = (side + 2 * layer.pad - layer.ksize) // layer.stride + 1
    return side


@pytest.mark.parametrize('name', sorted(TABLE_2))
def test_printed_size_is_what_the_layers_give(name):
    assert side_of(name) == TABLE_2[name].size
