"""The paper's split: random, but no class is rare in the evaluation part."""

import hashlib

import numpy as np

from fashionseg.classes import CLASS_NAMES, N_CLASS
from fashionseg.datasets.most_of_each import most_of_each
from fashionseg.datasets.part_sizes import part_sizes
from fashionseg.datasets.swap_photos import swap_photos
from fashionseg.errors import UserError

# Random splits that are tried, first as they are, then repaired.
N_DRAW = 10


def balanced_split(counts, n_train, n_eval, least, seed):
    """Splits photos at random with at least ``least`` of each class for evaluation.

    Section IV-A: 49,977 photos for training and 2,400 for evaluation, the latter with
    at least 280 instances of each class. Up to ten random splits are drawn and the
    first that holds is taken. With Table I's counts hardly any holds, since 229
    instances of the rarest class are to be expected among 2,400 photos. Then the
    draws are repaired in turn, almost always the first: the first photos of the
    training part, in its random order, that bring what is lacking change places with
    the last ones of the evaluation part that can be spared.

    The order comes from the sha256 of ``'<seed>:<draw>:<id>'``, so that the split is
    the same on every machine, whatever the order of ``counts``.

    Args:
        counts (dict): Photo id (str) to dict of class id (1..13) to its number of
            annotations in the photo.
        n_train (int or None): Photos for training; None takes all that are left.
        n_eval (int): Photos for evaluation.
        least (int): Annotations of each class in the evaluation part; 0 for any.
        seed (int): Another seed, another split.

    Returns:
        dict: id to ``'train'`` or ``'eval'``; photos in neither part are left out.

    Raises:
        UserError: Too few photos, or a class of which the evaluation part cannot get
            (or was not brought to have) enough.
    """
    n_train, n_eval = part_sizes(len(counts), n_train, n_eval)
    ids = list(counts)
    table = np.array([[counts[i].get(c, 0) for c in range(1, N_CLASS)] for i in ids],
                     np.int64)
    order, held = _draw(ids, table, n_eval, least, seed)
    split = {ids[k]: 'eval' for k in order[held]}
    split.update({ids[k]: 'train' for k in order[~held][:n_train]})
    return split


def _draw(ids, table, n_eval, least, seed):
    """A random order, int (photos,), and which places in it are for evaluation."""
    held = np.arange(len(ids)) < n_eval
    orders = []
    for draw in range(N_DRAW):
        order = np.array(sorted(range(len(ids)), key=lambda k: hashlib.sha256(
            f'{seed}:{draw}:{ids[k]}'.encode()).digest()))
        if (table[order[held]].sum(0) >= least).all():
            return order, held
        orders.append(order)
    most, worst = most_of_each(table, n_eval)
    if most < least:
        raise UserError(
            f'{_describe(table, worst)}; {least} of each class are needed in {n_eval} '
            f'photos for evaluation, where at most {most} are possible: give '
            f'--least-instances {most} at most, or a larger --n-eval')
    for order in orders:
        repaired = swap_photos(table[order], held, least)
        have = table[order[repaired]].sum(0)
        if (have >= least).all():
            return order, repaired
    worst = int(have.argmin())
    raise UserError(
        f'no split was found that has {least} annotations of each class in {n_eval} '
        f'photos: {_describe(table, worst)} and came to {have[worst]} in the last '
        'attempt; give a smaller --least-instances or a larger --n-eval')


def _describe(table, k):
    return (f'class {k + 1} ({CLASS_NAMES[k + 1]}) has {table[:, k].sum()} annotations '
            f'in {len(table)} photos')
