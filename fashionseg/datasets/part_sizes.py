"""How many photos each part of a split gets."""

from fashionseg.errors import UserError


def part_sizes(n_photo, n_train, n_eval):
    """Checks the sizes asked for and fills in what is left open.

    Args:
        n_photo (int): How many photos there are.
        n_train (int or None): None takes all that ``n_eval`` leaves.
        n_eval (int): How many for evaluation.

    Returns:
        tuple of int: Photos for training and for evaluation.

    Raises:
        UserError: When there are fewer photos than asked for, or a part is empty.
    """
    if n_train is None:
        n_train = n_photo - n_eval
    if min(n_train, n_eval) < 1 or n_train + n_eval > n_photo:
        raise UserError(
            f'{n_photo} photos cannot be split into {n_train} for training and '
            f'{n_eval} for evaluation, both at least 1; change --n-train or --n-eval')
    return n_train, n_eval
