"""Open questions of Section IV-B: augmentation."""

from fashionseg.questions.question import Question

_NO_NUMBER = 'the paper gives no second value to choose'

AUGMENTATION = (
    Question(
        'How often is a photo mirrored?',
        'Section IV-B, step 1',
        '"Random horizontal flipping", no probability.',
        'Every second time.',
        no_option=_NO_NUMBER),
    Question(
        'How large are the black bars, and where?',
        'Section IV-B, step 2',
        'l + r is at most half the width and t + b half the height; the distributions '
        'are not given, nor whether every photo is expanded.',
        'Every photo; both sums are uniform from 0 to their limit, and so is the split '
        'of a sum into its two sides. Bars are 0 in the photo and background in the '
        'label.',
        no_option=_NO_NUMBER),
    Question(
        'From which distribution is the crop drawn?',
        'Section IV-B, step 3',
        'Area in (0.5, 1] of the photo, aspect in [3/4, 4/3]; the distributions are '
        'not given.',
        'The area uniform, the aspect uniform on a logarithmic scale, the place '
        'uniform; a window that breaks an inequality is drawn again. A photo so long '
        'that none fits gets the largest window of an allowed aspect.',
        no_option=_NO_NUMBER),
    Question(
        'Is the noise added before or after the photo is made small?',
        'Section IV-B, steps 4 and 5',
        'The noise of standard deviation 25.5 is step 4, resizing to 224 x 224 step 5.',
        'As printed: noise for each pixel and channel of the crop, then resizing, '
        'which takes a part of the noise out again. Values are clipped to [0, 255] and '
        'kept in steps of 1/257.',
        no_option='the order is printed'),
    Question(
        'How are photos resized?',
        'Section IV-B',
        '"Nearest-neighbor sampling must be used in all the steps that involve '
        'interpolation to preserve class information."',
        'The reason given is about classes, so labels are resized by nearest neighbour '
        'and photos bilinearly.',
        no_option='the sentence gives a reason for labels only'),
    Question(
        'Which pixel does nearest neighbour take?',
        'Section IV-B',
        'The text names the method alone.',
        "The one at the scaled coordinate rounded down, as OpenCV's INTER_NEAREST and "
        "with it ChainerCV's resize take it. Photos are resized about the centres of "
        'their pixels, so that labels lie about half a pixel of 224 x 224 up and left '
        'of their photos, in training and evaluation alike.',
        no_option='every score would change, and nobody could compare with code that '
                  'uses either library'),
    Question(
        'What happens to a photo in evaluation?',
        'Section IV-B',
        "Input and output are 224 x 224; ModaNet's photos are 400 x 600.",
        'It is resized to 224 x 224 whole, which changes its proportions, as step 5 '
        'does in training.',
        no_option='cutting would leave pixels without a prediction'),
    Question(
        'Are the baselines trained with the same augmentation?',
        'Section IV-B',
        '"To make the network more robust", after "all the networks" in the sentence '
        'before.',
        'Yes, and without the three auxiliary losses, which belong to the proposal.',
        no_option='a comparison wants the same photos'),
)
