"""What the paper leaves open: the questions as a table, their effects, the page."""

from fashionseg.questions.compare_epochs import compare_epochs
from fashionseg.questions.describe_effect import describe_effect
from fashionseg.questions.measure_overlap import measure_overlap
from fashionseg.questions.measure_scores import measure_scores
from fashionseg.questions.question import Question
from fashionseg.questions.read_measurements import read_measurements
from fashionseg.questions.sections import SECTIONS
from fashionseg.questions.slips import SLIPS
from fashionseg.questions.to_page import to_page

__all__ = ['Question', 'SECTIONS', 'SLIPS', 'compare_epochs', 'describe_effect',
           'measure_overlap', 'measure_scores', 'read_measurements', 'to_page']
