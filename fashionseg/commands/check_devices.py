"""Which devices a command may use."""

from fashionseg.environment import count_gpus
from fashionseg.errors import UserError


def check_devices(text):
    """Reads ``--devices``.

    Args:
        text (str): 'cpu', or GPU numbers with commas between, as in '0,1,2'.

    Returns:
        list of str: Chainer's names: ['@numpy'] or ['@cupy:0', ...].

    Raises:
        UserError: Not such a list, or a GPU that is not there.
    """
    if text == 'cpu':
        return ['@numpy']
    try:
        numbers = [int(part) for part in text.split(',')]
    except ValueError:
        raise UserError(f'--devices {text}: give cpu, or GPU numbers with commas '
                        'between, as in 0,1,2') from None
    if len(set(numbers)) < len(numbers):
        raise UserError(f'--devices {text}: a GPU is named twice')
    count, reason = count_gpus()
    for number in numbers:
        if not 0 <= number < count:
            raise UserError(
                f'GPU {number} was asked for and there are {count} usable GPUs'
                + ('; give --devices with smaller numbers' if count else
                   f' ({reason}); use --devices cpu, or see docs/gpus.md'))
    return [f'@cupy:{number}' for number in numbers]
