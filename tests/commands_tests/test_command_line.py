"""``fashionseg`` itself: commands, help, mistyped words, how it ends."""

import importlib
import importlib.metadata
import json
import os
import pathlib
import re
import subprocess
import sys

import pytest

import fashionseg
from fashionseg.commands import main as module
from fashionseg.commands.command_table import COMMANDS, GROUPS
from fashionseg.commands.main import NO_READER, STATUSES, main
from fashionseg.commands.make_parser import make_parser
from fashionseg.commands.tell import tell

README = (pathlib.Path(__file__).parents[2] / 'README.md').read_text()
# What help must not wait for.
HEAVY = ('chainer', 'cv2', 'matplotlib', 'numpy', 'PIL', 'scipy', 'tqdm')


@pytest.mark.parametrize('argv, error', [
    (['train', 'A', '--sed', '3'],
     'unrecognized arguments: --sed 3; did you mean --seed?'),
    (['train', 'A', '--profil=quick'],
     'unrecognized arguments: --profil=quick; did you mean --profile?'),
    (['train', 'A', '--prof', 'quick'],  # no silent abbreviations
     'unrecognized arguments: --prof quick; did you mean --profile?'),
    (['train', 'A', '--xyzzy'],
     'unrecognized arguments: --xyzzy; see fashionseg train --help'),
    (['train', 'A', '--seed', 'x'],
     "argument --seed: 'x' is not a whole number from 0 to 4294967295; see fashionseg "
     'train --help'),
    (['train'], 'the following arguments are required: CONFIGURATION; see fashionseg '
                'train --help'),
    ([], 'the following arguments are required: COMMAND; see fashionseg --help'),
    (['--versio'], 'the following arguments are required: COMMAND; see fashionseg '
                   '--help'),
])
def test_mistyped(capsys, argv, error):
    assert main(argv) == 2
    assert capsys.readouterr() == ('', f'error: {error}\n')


@pytest.mark.parametrize('argv, meant, others', [
    (['predcit', 'x.jpg'], 'predict', ['train', 'bench']),
    (['train', 'unte'], 'unet', ['A', 'pspnet']),
    (['train', 'A', '--profile', 'quikc'], 'quick', ['paper', 'medium']),
    (['predict', '--engine', 'openvion'], 'openvino', ['chainer', 'onnxruntime']),
    (['prepare', 'modane'], 'modanet', ['generated', 'ccp'])])
def test_mistyped_words_of_a_list(capsys, argv, meant, others):
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert error.count('\n') == 1 and error.endswith(f'; did you mean {meant}?\n')
    assert all(word in error for word in others)


def test_words_like_none(capsys):
    assert main(['train', 'A', '--connectivity', '5']) == 2
    assert capsys.readouterr().err.endswith(' 8); see fashionseg train --help\n')


@pytest.mark.parametrize('command', COMMANDS)
def test_every_command_has_help_with_an_example_that_is_right(command, capsys):
    assert main([command, '--help']) == 0
    text = capsys.readouterr().out
    assert text.startswith(f'usage: fashionseg {command} ')
    example = text.split('example:\n')[1].replace('\\\n', ' ').split()
    assert example[:2] == ['fashionseg', command]
    make_parser(command).parse_args(example[2:])
    assert all(len(line) <= 120 for line in text.splitlines())


def test_help_of_all(capsys):
    assert main(['--help']) == 0
    text = capsys.readouterr().out
    for group, commands in GROUPS.items():
        assert f'to {group}\n' in text
        for name, words in commands.items():
            assert re.search(rf'^    {name} +{re.escape(words)}$', text, re.MULTILINE)
    assert STATUSES in text


def test_statuses_are_in_the_readme():
    for status in re.findall(r'^  (\d+) ', STATUSES, re.MULTILINE):
        assert re.search(rf'^\| {status} \|', README, re.MULTILINE)


def test_console_script():
    script, = importlib.metadata.entry_points(
        group='console_scripts', name='fashionseg')
    assert script.load() is main


def test_version(capsys):
    assert main(['--version']) == 0
    assert capsys.readouterr().out == f'fashionseg {fashionseg.__version__}\n'


def test_help_waits_for_nothing_heavy():
    code = ('import sys\nfrom fashionseg.commands.main import main\n'
            f'for command in {list(COMMANDS)}: main([command, "--help"])\n'
            f'print([name for name in {HEAVY} if name in sys.modules])')
    done = subprocess.run([sys.executable, '-c', code], check=True, text=True,
                          stdout=subprocess.PIPE)
    assert done.stdout.splitlines()[-1] == '[]'


def test_each_command_is_called(monkeypatch):
    for name in COMMANDS:
        called = importlib.import_module(f'fashionseg.commands.{name}')
        monkeypatch.setattr(called, 'run', lambda args, *processes: args.command_line)
        example = importlib.import_module(
            f'fashionseg.commands.options.{name}').EXAMPLE
        argv = example.replace('\\\n', ' ').split()[1:]
        assert main(argv) == ' '.join(['fashionseg', *argv])


@pytest.mark.parametrize('option, metavars', [
    ('--data', {'DIR'}), ('--dataset', {None}), ('--devices', {'LIST'}),
    ('--engine', {None}), ('--json', {'FILE'}), ('--kernels', {None}),
    ('--out', {'DIR', 'FILE'}), ('--precision', {None}), ('--profile', {None}),
    ('--seed', {'N'}), ('--threads', {'N'}), ('--weights', {'RUN'})])
def test_options_are_typed_alike_everywhere(option, metavars):
    parsers = map(make_parser, COMMANDS)
    actions = [action for parser in parsers for action in parser._actions
               if option in action.option_strings]
    assert len(actions) > 1
    assert {action.metavar for action in actions} == metavars
    assert len({(type(action), action.nargs, action.const) for action in actions}) == 1
    if option not in ('--out', '--seed', '--precision'):  # each command has its own
        assert len({(action.default, str(action.choices)) for action in actions}) == 1


@pytest.mark.parametrize('unbuffered', ['', '1'])
@pytest.mark.parametrize('argv', [['--help'], ['claims'], ['claims', '--json']])
def test_reader_that_went_away(argv, unbuffered):
    """No word on it, and the status that a shell gives."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, '-m', 'fashionseg', *argv], stdout=writer,
            stderr=subprocess.PIPE, text=True,
            env={**os.environ, 'PYTHONUNBUFFERED': unbuffered})
    finally:
        os.close(writer)
    # What argparse cannot print at once it drops without a word, since Python 3.11.3.
    dropped = argv == ['--help'] and unbuffered
    assert done.returncode in ((0, NO_READER) if dropped else (NO_READER,))
    assert 'Error' not in done.stderr and 'Traceback' not in done.stderr


def test_another_broken_pipe_is_no_secret(monkeypatch):
    def fail(command, args):
        raise BrokenPipeError

    monkeypatch.setattr(module, '_call', fail)
    with pytest.raises(BrokenPipeError):
        main(['claims'])


def test_tell(tmp_path, capsys):
    tell(['a', 'b'], None, {'x': 1})
    assert capsys.readouterr() == ('a\nb\n', '')
    tell(['a'], str(tmp_path / 'new' / 'x.json'), {'x': 1})
    assert capsys.readouterr() == ('a\n', '')
    assert json.loads((tmp_path / 'new' / 'x.json').read_text()) == {'x': 1}
    tell(['a'], '-', {'x': 1})
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ({'x': 1}, 'a\n')
