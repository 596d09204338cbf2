"""One place of the paper that can be read in more than one way."""

from collections import namedtuple

from fashionseg.configurations import READINGS

_FIELDS = ('title', 'where', 'paper', 'choice', 'reading', 'options', 'no_option',
           'effect', 'evidence')


class Question(namedtuple('Question', _FIELDS, defaults=(None, (), '', None, None))):
    """What the paper leaves open or contradicts, and what is done about it.

    Attributes:
        title (str): The question, as one short sentence.
        where (str): Equation, section or table.
        paper (str): What the paper says there.
        choice (str): What is done here, and why.
        reading (str): Key of ``READINGS`` that decides it, or None.
        options (tuple of str): Other options that choose otherwise, as they are
            typed after ``experiments/config_a.py``, or with their command before them.
        no_option (str): Why no option chooses otherwise; empty where one does.
        effect (str): Name under which measurements have its effect, or None.
        evidence (callable): From the published numbers to a sentence on what they
            say about it, or None.
    """

    __slots__ = ()

    @property
    def all_options(self):
        """tuple of str: ``options``, after those of ``reading``."""
        if self.reading is None:
            return self.options
        name = self.reading.replace('_', '-')
        others = READINGS[self.reading].choices[1:]
        return tuple(f'--{name} {choice}' for choice in others) + self.options
