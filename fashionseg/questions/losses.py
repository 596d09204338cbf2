"""Open questions of Sections III-C and III-D: label pooling and the losses."""

from fashionseg.questions.question import Question

LOSSES = (
    Question(
        'At which size does label pooling begin?',
        'Table II, Fig. 2',
        'P0 is one 2 x 2 pooling with an output of 56 x 56, the label is 224 x 224: '
        'one halving gives 112.',
        'P0 stands for two halvings. Max pools compose, so a single pooling of 4 x 4 '
        'would be the same.',
        no_option='the sizes leave no other'),
    Question(
        'Which pooled label belongs to which d_i?',
        'Eq. 7, Table II, Section III-C',
        'Eq. 7 pairs p_i and d_i for i = 1 to 6, the table has P0 to P5, and p_i is '
        'said to be at scale 1/2^i: 112, 56, 28, 14, 7 and 3.5.',
        'p_i is the output of P_(i-1), at 56, 28, 14, 7, 3 and 1, the sizes of d_i. '
        'd_0 has no target.',
        no_option='the sizes leave no other'),
    Question(
        'What are stride and padding of P5?',
        'Table II',
        'A 3 x 3 window from 3 x 3 to 1 x 1; of stride and padding one number is left '
        'in the damaged text at hand, 1.',
        'Stride 3, padding 0: the one window then sees all nine cells. With a padding '
        'of 1 it would miss the last row and column, and lose objects there, which '
        'label pooling is meant never to do (Section III-C).',
        no_option='it would contradict Section III-C'),
    Question(
        'Is Eq. 3 a loss?',
        'Eq. 3',
        'The minus sign of the cross-entropy is missing.',
        'With the minus sign, as in Eq. 4.',
        no_option='without it training would make the prediction worse'),
    Question(
        'Over what is a loss averaged?',
        'Eqs. 3 and 4',
        'N is the number of pixels or elements of one photo; batches are not '
        'mentioned, nor are weights of classes.',
        'Over all pixels (Eq. 3) or elements (Eq. 4) of the batch, every class alike. '
        'All photos have the same size, so this is the mean over the photos too.',
        no_option='both means are the same number'),
    Question(
        'How are the photos of the image pyramid scaled?',
        'Eq. 5',
        'The target is the photo at scale 1/2^i; how it is scaled is not said.',
        'Each pixel is the mean of its area: no detail that vanishes at a scale is '
        'asked for at that scale.',
        reading='image_scaling', effect='image_scaling'),
    Question(
        'Does the image pyramid ask for the noise?',
        'Eq. 5, Section IV-B',
        'The target is "the input image"; the input has Gaussian noise in training.',
        'The photo as the network saw it, noise included: the text knows no other '
        'input.',
        no_option='a second, clean photo would have to follow every random step; the '
                  'mean over areas takes most of the noise out of the target anyway'),
    Question(
        'Which cross-entropy is the segmentation pyramid loss?',
        'Eq. 6',
        '"The average of the cross-entropy", and below it "binary cross-entropy loss '
        'similar to (4)"; l_i is a softmax over the classes.',
        'Binary, on each channel of the softmax, since the sentence below the equation '
        'defines its H.',
        reading='spl_form', effect='spl_form'),
    Question(
        'How are the labels of the segmentation pyramid scaled?',
        'Eq. 6, Fig. 3',
        'The label at scale 1/2^i. Fig. 3 calls nearest neighbour the conventional '
        'scaling.',
        "Nearest neighbour; of each block the upper left pixel, as OpenCV's takes it.",
        no_option='the figure names the method, and which pixel of a block is taken '
                  'moves a label by less than one cell'),
)
