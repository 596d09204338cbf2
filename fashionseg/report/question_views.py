"""The open questions with what the published numbers and ours say to them."""

from collections import namedtuple

from fashionseg.errors import UserError
from fashionseg.questions import SECTIONS, describe_effect

QuestionView = namedtuple('QuestionView', 'question evidence effect')
QuestionView.__doc__ = """One open question, ready to be drawn.

* ``question``: :class:`fashionseg.questions.Question`.
* ``evidence``: Sentence on what the published numbers say, or None.
* ``effect``: Measured effect, as ``describe_effect`` returns it, or None.
"""


def question_views(measurements, published, skip):
    """Puts every question beside its evidence and its measured effect.

    Args:
        measurements (list of dict): What ``read_measurements`` returns.
        published (dict): What ``read_published`` returns.
        skip (callable): Is told a UserError of each effect whose measurements do not
            hold what they should; it is left out.

    Returns:
        dict: Heading to a list of QuestionView.
    """
    return {heading: [
        QuestionView(q, q.evidence and q.evidence(published),
                     q.effect and _describe(q.effect, measurements, skip))
        for q in questions] for heading, questions in SECTIONS.items()}


def _describe(effect, measurements, skip):
    try:
        return describe_effect(effect, measurements)
    except UserError as error:
        skip(error)
        return None
