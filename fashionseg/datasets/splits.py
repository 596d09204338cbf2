"""Which photos train and which are kept for evaluation."""

import hashlib

from fashionseg.datasets.part_sizes import part_sizes


def split_by_hash(ids, n_train, n_eval):
    """Splits photo ids at random, but the same way on every machine.

    Ids are sorted by the sha256 of their text: the first ``n_eval`` are for
    evaluation, the following ``n_train`` for training, others are left out.

    Args:
        ids (list of str): All photos.
        n_train (int or None): None takes all that ``n_eval`` leaves.
        n_eval (int): How many for evaluation.

    Returns:
        dict: id to ``'train'`` or ``'eval'``.

    Raises:
        UserError: When there are fewer photos than asked for.
    """
    n_train, n_eval = part_sizes(len(ids), n_train, n_eval)
    order = sorted(ids, key=lambda i: hashlib.sha256(i.encode()).hexdigest())
    split = {i: 'eval' for i in order[:n_eval]}
    split.update({i: 'train' for i in order[n_eval:n_eval + n_train]})
    return split
