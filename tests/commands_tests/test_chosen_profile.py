import argparse
import json

import pytest

from fashionseg.commands.chosen_profile import PROFILE_OPTIONS, chosen_profile
from fashionseg.commands.options import add_run_options
from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES


def _args(*argv):
    parser = argparse.ArgumentParser()
    parser.add_argument('--profile', default='small')
    add_run_options(parser)
    return parser.parse_args(argv)


def test_the_profile_as_it_is():
    assert chosen_profile(_args()) == PROFILES['small']
    assert chosen_profile(_args('--profile', 'paper')) == PROFILES['paper']


@pytest.mark.parametrize('option, text, field, value', [
    ('--epochs', '3', 'n_epoch', 3), ('--batch-size', '6', 'batch_size', 6),
    ('--learning-rate', '5e-4', 'learning_rate', 0.0005),
    ('--workers', '0', 'n_worker', 0)])
def test_one_option_changes_one_field(option, text, field, value):
    profile = chosen_profile(_args(option, text))
    assert getattr(profile, field) == value
    assert {name for name in profile._fields
            if getattr(profile, name) != getattr(PROFILES['small'], name)} <= {field}
    assert field in PROFILE_OPTIONS.values()


@pytest.mark.parametrize('option, text', [
    ('--epochs', '0'), ('--epochs', '-1'), ('--epochs', '1.5'), ('--batch-size', '0'),
    ('--batch-size', ''), ('--learning-rate', '0'), ('--learning-rate', '-1'),
    ('--learning-rate', 'nan'), ('--learning-rate', 'inf'), ('--learning-rate', 'x')])
def test_values_that_cannot_be(capsys, option, text):
    assert main(['train', 'H', f'{option}={text}']) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1
    assert option in error and repr(text) in error


def test_a_run_takes_them_and_says_so(prepared, tiny, tmp_path, capsys):
    assert main(['train', 'H', '--data', str(prepared), '--out', str(tmp_path),
                 '--epochs', '1', '--batch-size', '4', '--learning-rate', '0.5']) == 0
    assert 'one device, 4 photos' in capsys.readouterr().out
    path = tmp_path / 'generated' / 'quick' / 'H' / 'seed0' / 'result.json'
    result = json.loads(path.read_text())
    profile = result['settings']['profile']
    assert (profile['n_epoch'], profile['batch_size'], profile['learning_rate']) == (
        1, 4, 0.5)
    assert [scores['epoch'] for scores in result['epochs']] == [1]
