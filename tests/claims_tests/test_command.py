"""``fashionseg claims``."""

from tests.tables_tests.made_up_results import write_result

from fashionseg.commands.main import main


def test_without_results_the_published_tables_alone(tmp_path, capsys):
    assert main(['claims', '--out', str(tmp_path), '--dataset', 'ccp']) == 0
    out, err = capsys.readouterr()
    assert err == ''
    assert out.startswith(f'No results in {tmp_path}/ccp/quick: the published tables '
                          'alone.\n\n 1. The best of A to H')
    assert 'D 0.641 < C 0.643; equal in the printed digits: F 0.650' in out
    assert '    ours' not in out


def test_with_results_both(tmp_path, capsys):
    write_result(tmp_path, 'A', profile='small', dataset='ccp')
    argv = ['claims', '--out', str(tmp_path), '--dataset', 'ccp', '--profile', 'small']
    assert main(argv) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        'Ours: photos of Clothing Co-Parsing (CCP), small profile: NOT')
    assert out.count('\n    published ') == out.count('\n    ours      ') == 10


def test_damaged_result_is_one_line(tmp_path, capsys):
    path = write_result(tmp_path, 'A')
    path.write_text('{')
    assert main(['claims', '--out', str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ''
    assert err.startswith(f'error: {path} is damaged') and err.count('\n') == 1


def test_nothing_is_written(tmp_path):
    write_result(tmp_path, 'A')
    before = sorted(tmp_path.rglob('*'))
    assert main(['claims', '--out', str(tmp_path)]) == 0
    assert sorted(tmp_path.rglob('*')) == before


def test_unknown_profile(capsys):
    assert main(['claims', '--profile', 'huge']) == 2
    assert capsys.readouterr().err.startswith('error: ')
