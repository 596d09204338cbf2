"""Table V from made-up results."""

from tests.tables_tests.read_back import CODE, grid_of, numbers, read_csv, write

from fashionseg.configurations import TABLE_5


def test_table_5(results_dir):
    out_dir = write(results_dir, code_configurations=CODE)
    rows = grid_of((out_dir / 'table_5.md').read_text(encoding='utf-8'),
                   '## Weights of the loss and size of the network\n')[2:]
    assert rows[0] == ['A', '1, 1, 1', '1, 1, 1', 'yes', '1,234,567']
    assert rows[2] == ['C', '1, 0, 1', '1, 0, 1', 'yes', 'not run']
    assert rows[7] == ['H', '0, 0, 0', '0, 1, 0', 'NO', '1,234,567']
    assert rows[8] == ['U-Net', 'n/a', 'n/a', 'n/a', '99']
    lines = read_csv(out_dir / 'table_5.csv')
    assert numbers(lines['beta', 'H']) == ['0', '1', 'n/a', '1', '1']
    assert numbers(lines['parameters', 'A'])[:2] == ['not given', '1234567']


def test_weights_as_their_room_gives_them(results_dir):
    out_dir = write(results_dir, code_configurations=TABLE_5)
    rows = grid_of((out_dir / 'table_5.md').read_text(encoding='utf-8'),
                   '## Weights of the loss and size of the network\n')[2:]
    assert [row[3] for row in rows] == ['yes'] * 8 + ['n/a'] * 4


def test_table_5_without_the_code(results_dir):
    out_dir = write(results_dir)
    assert '| not given |   n/a |' in (out_dir / 'table_5.md').read_text()
    assert read_csv(out_dir / 'table_5.csv')['alpha', 'A']['ours_mean'] == 'not given'
