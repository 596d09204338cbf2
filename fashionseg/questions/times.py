"""Open questions of the times in Tables III and IV."""

from fashionseg.configurations import TABLE_5
from fashionseg.questions.question import Question

_N_EPOCH = 100  # Section IV-E
_N_GPU = 3
_MS_PER_HOUR = 3_600_000


def _unit_evidence(published):
    """Training time of a photo beside the inference time, for configuration H."""
    times, n_photo = published['times'], published['photos']['train']
    photo = times['training']['H'] * _MS_PER_HOUR / (_N_EPOCH * n_photo)
    inference = times['inference']['H']
    return (f"H's {times['training']['H']:.1f} hours for {_N_EPOCH} epochs of "
            f'{n_photo:,d} photos are {photo:.1f} ms for each photo, or '
            f'{_N_GPU * photo:.0f} ms of one of {_N_GPU} GPUs, forward and backward. '
            f'Its inference time, forward only, is {inference:.0f} ms: it can hardly '
            'be that of one photo on one such GPU.')


def _inference_evidence(published):
    """Inference times of the configurations beside the blocks of their losses."""
    times = published['times']['inference']
    by_time = ', '.join(f'{name} {times[name]:.0f}'
                        for name in sorted(TABLE_5, key=times.get))
    reconstruction = times['D'] - times['H']
    segmentation = times['F'] - times['H']
    pooling = {name: times[with_pooling] - times[name]
               for with_pooling, name in ('GH', 'CD', 'EF', 'AB')}
    return (f'In ms: {by_time}. L1 to L4 seem to add {segmentation:.1f} ms (F - H), '
            f'B1 to B4 {reconstruction:.1f} ms (D - H), as if they were computed. '
            f'Label pooling, which has no blocks, adds {pooling["H"]:.1f} ms to H, '
            f'{pooling["D"]:.1f} to D and {pooling["F"]:.1f} to F, but '
            f'{pooling["B"]:.1f} to B.')


TIMES = (
    Question(
        'Of what is the inference time?',
        'Tables III and IV',
        'Milliseconds; of one photo or of a batch, on one GPU or three, and on which '
        'Pascal GPU is not said.',
        'One photo on one device, without reading it. Only ratios to configuration H, '
        'measured in turn in one process, are compared.',
        no_option='absolute times of unknown hardware cannot be compared',
        evidence=_unit_evidence),
    Question(
        'Why does the inference of A to H take different times?',
        'Tables III and IV, Fig. 2',
        'Connections that the output does not need "are ignored during inference", so '
        'that A to H would be one and the same network.',
        'They are ignored, and A to H take the same time but for chance.',
        no_option='blocks that are not needed would only be slower',
        evidence=_inference_evidence),
    Question(
        'What does the training time include?',
        'Tables III and IV',
        'Hours; one run or three, with or without reading photos and evaluating is not '
        'said.',
        'One training step of a batch with its update, without reading photos, divided '
        'by its photos; again only ratios to H are compared.',
        no_option='ratios of whole runs on one machine would also measure its disk'),
)
