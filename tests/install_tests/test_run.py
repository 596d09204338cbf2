import os
import sys

import failure
import pytest
import run


@pytest.fixture
def log(tmp_path):
    path = str(tmp_path / 'log')
    open(path, 'w').close()
    return path


def program(text, status):
    code = 'import sys; print({!r}); sys.exit({})'.format(text, status)
    return [sys.executable, '-c', code]


def test_output_goes_to_the_log_only(log, capfd):
    run.run(program('hello', 0), log)
    run.run(program('again', 0), log)
    with open(log) as content:
        text = content.read()
    assert text.index('\nhello') < text.index('\nagain')
    assert capfd.readouterr() == ('', '')


@pytest.mark.parametrize('text, words', [
    ("NewConnectionError('<...>: Failed to establish a new connection", 'no network'),
    ('NameResolutionError: Temporary failure in name resolution', 'no network'),
    ('ERROR: Could not find a version that satisfies the requirement six '
     '(from versions: none)', 'no network'),
    ('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM', 'sha256 differs'),
    ('OSError: [Errno 28] No space left on device', 'the disk is full'),
    ('fine\nERROR: No matching distribution found for six==9\nnotice',
     'status 3: ERROR: No matching distribution found for six==9'),
    ('Segmentation fault', 'status 3: Segmentation fault'),
    ('', 'status 3: no output'),
])
def test_failure_is_one_line_with_the_reason_and_the_log(log, text, words):
    with pytest.raises(failure.SetupError) as caught:
        run.run(program(text, 3), log)
    assert words in str(caught.value)
    assert log in str(caught.value)
    assert '\n' not in str(caught.value)


def test_earlier_output_is_not_taken_for_the_reason(log):
    run.run(program('NewConnectionError', 0), log)
    with pytest.raises(failure.SetupError, match='status 1: ERROR: other'):
        run.run(program('ERROR: other', 1), log)


def test_foreign_settings_do_not_reach_the_step(log, monkeypatch):
    monkeypatch.setenv('PYTHONPATH', '/nowhere')
    monkeypatch.setenv('PIP_USER', '1')
    monkeypatch.setenv('PIP_PROXY', 'kept')
    code = ('import os; print(os.environ.get("PYTHONPATH"), '
            'os.environ.get("PIP_USER"), os.environ["PIP_PROXY"])')
    run.run([sys.executable, '-c', code], log)
    with open(log) as content:
        assert content.read().endswith('\nNone None kept\n')
    assert os.environ['PYTHONPATH'] == '/nowhere'
