"""The page of open questions."""

from fashionseg.questions.describe_effect import describe_effect
from fashionseg.questions.draw_effect import draw_effect
from fashionseg.questions.sections import SECTIONS
from fashionseg.questions.slips import SLIPS
from fashionseg.tables.escape_markdown import escape_markdown

_TITLE = 'What the paper leaves open'
_SLIPS = 'Slips of the pen'
_SOURCES = 'Where the measured numbers come from'


def to_page(measurements, published):
    """Draws all questions with what the published numbers and ours say to them.

    Args:
        measurements (list of dict): What
            :func:`~fashionseg.questions.read_measurements.read_measurements` returns.
        published (dict): What :func:`fashionseg.tables.read_published` returns.

    Returns:
        str: Markdown that ends with a line break. The same arguments, the same text.
    """
    n_question = sum(map(len, SECTIONS.values()))
    parts = [
        f'# {_TITLE}',
        f'Dang & Kameyama (2019) can be read in more than one way in {n_question} '
        'places. For each: what the paper says, what is done here and why, and the '
        'option that does otherwise. An option without a command before it is one of '
        '`experiments/*.py` and of `python -m fashionseg reproduce`. Sentences under '
        '"the published numbers" are computed from the tables of the paper. Measured '
        'effects come from short runs of small networks: they show how much a reading '
        'can move a score, not which reading the authors had. ± is the standard '
        'deviation of single runs.',
        '`python -m fashionseg questions` writes this page.',
        '\n'.join(f'- [{heading}](#{_anchor(heading)})'
                  for heading in [*SECTIONS, _SLIPS, _SOURCES])]
    for heading, questions in SECTIONS.items():
        parts.append(f'## {heading}')
        for question in questions:
            parts += _draw_question(question, measurements, published)
    slips = '\n'.join(f'- {where}: {escape_markdown(printed)}. Meant: '
                      f'{escape_markdown(meant)}.'
                      for where, printed, meant in SLIPS)
    parts += [
        f'## {_SLIPS}',
        'What is printed, and what must be meant. Nothing depends on them.', slips]
    return '\n\n'.join([*parts, f'## {_SOURCES}', _draw_sources(measurements)]) + '\n'


def _draw_question(question, measurements, published):
    if question.all_options:
        otherwise = ', '.join(f'`{option}`' for option in question.all_options)
    else:
        otherwise = f'no option: {question.no_option}'
    lines = [f'**The paper** ({question.where}): {escape_markdown(question.paper)}',
             f'**Here:** {escape_markdown(question.choice)}',
             f'**Otherwise:** {otherwise}.']
    if question.evidence:
        lines.append('**The published numbers:** '
                     f'{escape_markdown(question.evidence(published))}')
    parts = [f'### {question.title}', '\n'.join(f'- {line}' for line in lines)]
    effect = question.effect and describe_effect(question.effect, measurements)
    if effect:
        parts += ['Measured:', draw_effect(effect)]
    return parts


def _draw_sources(measurements):
    if not measurements:
        return 'Nothing has been measured yet.'
    lines = ['Files in `data/results/questions/`:']
    for measurement in measurements:
        lines.append(f'- `{measurement["file"]}`, at commit '
                     f'`{measurement["commit"]}`, by `{measurement["command"]}`')
    return '\n'.join([lines[0], '', *lines[1:]])


def _anchor(heading):
    """As GitHub makes it."""
    return heading.lower().replace(' ', '-')
