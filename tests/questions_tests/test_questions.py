"""The table of questions: complete, and every option that it names exists."""

import re
import runpy

import pytest

from fashionseg.commands.main import main
from fashionseg.configurations import BASELINES, READINGS
from fashionseg.questions import SECTIONS
from fashionseg.questions.describe_effect import OF_SCORES, OF_TRAINING
from tests.questions_tests.paths import ROOT

QUESTIONS = [question for section in SECTIONS.values() for question in section]
OPTIONS = sorted({o for question in QUESTIONS for o in question.all_options})


@pytest.mark.parametrize('reading', READINGS)
def test_every_reading_has_its_question(reading):
    question, = [q for q in QUESTIONS if q.reading == reading]
    others = READINGS[reading].choices[1:]
    assert question.all_options[:len(others)] == tuple(
        f'--{reading.replace("_", "-")} {choice}' for choice in others)


@pytest.mark.parametrize('question', QUESTIONS, ids=lambda q: q.title)
def test_question_is_whole(question):
    assert question.title.endswith('?')
    assert all((question.where, question.paper, question.choice))
    assert question.paper[-1] in '."' and question.choice[-1] == '.'
    # An option that chooses otherwise, or why there is none.
    assert bool(question.all_options) != bool(question.no_option)
    assert not question.no_option.endswith('.')


def test_no_question_twice():
    titles = [q.title for q in QUESTIONS]
    assert len(set(titles)) == len(titles)


def test_every_effect_belongs_to_a_question():
    effects = [q.effect for q in QUESTIONS if q.effect]
    assert sorted(effects) == sorted(
        [*OF_SCORES, *OF_TRAINING, 'overlap', 'best_epoch'])


def test_every_variant_of_a_baseline_is_named():
    for name, variants in BASELINES.items():
        for variant in list(variants)[1:]:
            assert f'experiments/{name}.py --variant {variant}' in OPTIONS


@pytest.mark.parametrize('option', OPTIONS)
def test_option_exists(option, capsys):
    words = option.split()
    at = next(i for i, word in enumerate(words) if word.startswith('--'))
    assert _help(words[:at]) == 0
    text = re.sub(r'\s+', ' ', capsys.readouterr().out)
    name, *value = words[at:]
    found = re.search(rf'(?<=\s){name} (\{{[^}}]*\}}|[A-Z]\w*)', text)
    assert found, f'{option}: no {name}'
    if value:
        assert value[0] in found[1].strip('{}').split(',')


def _help(command):
    if not command:
        return main(['train', 'A', '--help'])
    if command[0].endswith('.py'):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr('sys.argv', [command[0], '--help'])
            with pytest.raises(SystemExit) as end:
                runpy.run_path(str(ROOT / command[0]), run_name='__main__')
        return end.value.code
    return main([*command, '--help'])
