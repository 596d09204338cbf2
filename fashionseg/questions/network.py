"""Open questions of Section III-B: the network."""

from fashionseg.questions.question import Question
from fashionseg.table_2 import TABLE_2

_BLOCKS = ('E1', 'E2', 'E3', 'E4')


def _encoder_parameters(published):
    """Parameters of E1 to E4 with 2n and with n filters in the middle layer."""
    doubled = sum(_parameters(name, factor=2) for name in _BLOCKS)
    equal = sum(_parameters(name, factor=1) for name in _BLOCKS)
    return (f'E1 to E4 have {doubled / 1e6:.1f} million parameters with n, 2n, n and '
            f'would have {equal / 1e6:.1f} million with n, n, n. The paper prints no '
            'count that could decide.')


def _parameters(name, factor):
    """Weights and biases of one block; its input is the n of the block before."""
    before = TABLE_2[f'E{int(name[1]) - 1}'].layers[-1].filters
    first, middle, last = TABLE_2[name].layers
    n = first.filters
    widths = [before, n, factor * n, n]
    return sum(
        (n_in * layer.ksize ** 2 + 1) * n_out
        for layer, n_in, n_out in zip((first, middle, last), widths, widths[1:]))


_OTHER_NETWORK = 'that would be another network, not another setting of this one'

NETWORK = (
    Question(
        'How many filters do the layers of E1 to E4 have?',
        'Table II',
        'For E0, E5 and E6 the table gives each of the three layers its own count; for '
        'E1 to E4 it prints one: 128, 256, 512, 1024.',
        'The printed count is the n of the pattern n, 2n, n that E0, E5 and E6 show in '
        'full.',
        no_option=_OTHER_NETWORK, evidence=_encoder_parameters),
    Question(
        'What goes into a decoder block D_i?',
        'Fig. 2, Section III-B',
        'The text speaks of skip connections between encoder and decoder of a level '
        'and of the encoder "leaking" into the next level through C; no list of inputs '
        'is given.',
        'The encoder output e_i, the next deeper prediction d_(i+1) after its '
        'unpooling, and c_(i+1), concatenated: the three maps that have the size of '
        'level i.',
        no_option=_OTHER_NETWORK),
    Question(
        'Which encoder output goes into L_i?',
        'Section III-B',
        'The input of L_i is the concatenation of the outputs of C_i, D_i and E_i; but '
        'E_i puts out half the size of the other two.',
        'The output of E_(i-1), and of A for L_0: the only one of the right size. The '
        'same index is printed for B_i.',
        no_option='no other output of the encoder has the size'),
    Question(
        "What is the activation of a decoder block's first layer?",
        'Eq. 1, Table II',
        'Eq. 1 makes the output a sigmoid. For the first layer ReLU stands in the row '
        'of D6; in the rows of D0 and D5, damaged in the text at hand, both can be '
        'read.',
        'ReLU, and the sigmoid on the 14 output channels alone: so it is in all other '
        'blocks with two layers.',
        no_option=_OTHER_NETWORK),
    Question(
        'Is d_i meant before or after its unpooling?',
        'Eqs. 1 and 7, Table II',
        'D_i ends with an unpooling in the table, and d_i is "the output of D_i".',
        'The losses read the sigmoid before the unpooling: only so do d_1 to d_6 have '
        'the sizes 56, 28, 14, 7, 3 and 1 of P0 to P5. The unpooled map goes on to the '
        'next level.',
        no_option='after the unpooling the sizes do not fit the targets of Eq. 7'),
    Question(
        'How does an unpooling work without indices?',
        'Section III-B, Table II',
        'The unpooling "doesn\'t utilize the pooling indices". For D6 a stride of 1 '
        'can be read.',
        "Each value is repeated over its window, as Chainer's unpooling does. From 1 "
        'to 3 pixels with a window of 3, strides 1 and 3 are the same.',
        no_option=_OTHER_NETWORK),
    Question(
        'Is there batch normalization, dropout or weight decay?',
        'Table II, Section IV-E',
        'They are not mentioned; nor are biases.',
        'No batch normalization, no dropout, no weight decay; every convolution has a '
        "bias, Chainer's default.",
        no_option=_OTHER_NETWORK),
    Question(
        'What was initialized how?',
        'Section IV-E',
        'A "LeCun normal weight initializer is used"; no network is said to start from '
        'weights trained elsewhere.',
        'Every network, the baselines too, starts from LeCun normal weights and biases '
        'of 0.',
        no_option='weights of other data would be another experiment'),
)
