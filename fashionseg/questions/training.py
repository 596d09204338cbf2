"""Open questions of Section IV-E: training and choosing."""

from fashionseg.configurations import BASELINES
from fashionseg.questions.question import Question

_VARIANTS = tuple(
    f'experiments/{name}.py --variant {variant}'
    for name, variants in BASELINES.items() for variant in list(variants)[1:])

TRAINING = (
    Question(
        'What does the "decay rate of 0.99" decay?',
        'Section IV-E',
        'Adam "with the learning rate of 0.001 and the decay rate of 0.99". Adam has '
        'two decay rates of its own, with usual values 0.9 and 0.999.',
        'The learning rate, multiplied by 0.99 after each epoch; beta1 and beta2 stay '
        'at 0.9 and 0.999.',
        reading='decay', effect='decay'),
    Question(
        'How many photos are in a batch?',
        'Section IV-E',
        'Not mentioned.',
        '48, 16 on each of three GPUs.',
        options=('--batch-size',), effect='batch_size'),
    Question(
        'Which epoch counts, and on which photos is it chosen?',
        'Section IV-E',
        '"We take averages of the best mIoU and mIoU+". There is no third set of '
        'photos.',
        'The epoch with the best score on the evaluation set, for each of the two '
        'scores on its own; its class rows come with it. A maximum over epochs on the '
        'set that is reported is always a little too good.',
        no_option='every result has the scores of all epochs', effect='best_epoch'),
    Question(
        'How are three runs averaged, and how far are they apart?',
        'Section IV-E, Tables III and IV',
        '"We train each configuration for three times"; tables have the averages only.',
        "The average over the runs of each run's best score, shown with its standard "
        'deviation. Differences of one in the third digit, as between A and E in '
        'mIoU+, cannot be told from chance by the tables alone.',
        options=('reproduce --seeds', '--seed')),
    Question(
        'Which backbones do the baselines have?',
        'Section IV, Tables III and IV',
        'U-Net, PSPNet, SegNet and DeepLabv3+, without backbone or size. Section II-B '
        'describes the pooling of PSPNet as joining maps of different layers, which it '
        'is not in the paper that it cites.',
        "What Chainer's own library of such networks has, since the authors worked in "
        'Chainer: PSPNet on ResNet-50, DeepLabv3+ on Xception-65, the basic SegNet; '
        'and U-Net with 64 to 1024 filters. The published times are the only evidence: '
        'see the [cost table](../data/results/costs/costs.md).',
        options=_VARIANTS),
    Question(
        'Do the baselines have auxiliary losses or weights of their own?',
        'Section IV',
        'The PSPNet that is cited has a loss at its fourth stage; all but U-Net '
        'usually start from ImageNet weights. Neither is mentioned.',
        'No auxiliary loss, no other weights: the plain cross-entropy of Eq. 3, from '
        'scratch.',
        no_option='it would be other baselines than those described'),
)
