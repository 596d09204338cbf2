"""All questions, in the order of the page."""

from fashionseg.questions.augmentation import AUGMENTATION
from fashionseg.questions.contradictions import CONTRADICTIONS
from fashionseg.questions.data import DATA
from fashionseg.questions.losses import LOSSES
from fashionseg.questions.metrics import METRICS
from fashionseg.questions.network import NETWORK
from fashionseg.questions.times import TIMES
from fashionseg.questions.training import TRAINING

# Heading -> questions.
SECTIONS = {
    'The network': NETWORK,
    'Label pooling and losses': LOSSES,
    'Metrics': METRICS,
    'Photos and labels': DATA,
    'Augmentation': AUGMENTATION,
    'Training and baselines': TRAINING,
    'Times': TIMES,
    'Statements beside the published numbers': CONTRADICTIONS,
}
