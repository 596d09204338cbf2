"""A run whose loss or weights are lost ends at once."""

import numpy as np

from fashionseg.errors import UserError
from fashionseg.training.first_non_number import first_non_number
from fashionseg.training.loss_watch import EVERY, TERMS

_REMEDY = 'train with another --seed, or with a lower --learning-rate'


def check_numbers(updater, watch):
    """Looks for what is not a number, after an update.

    The loss is looked at as :class:`~fashionseg.training.loss_watch.LossWatch` does;
    the weights after every ``EVERY`` updates and at the end of an epoch, before
    anything of it is written. A gradient that is not a number makes the weights, and
    these the next loss, the same; one that float16 overflows changes no weight.

    Args:
        updater (chainer.training.updaters.StandardUpdater): After its update.
        watch (fashionseg.training.loss_watch.LossWatch): That of its target.

    Raises:
        UserError: Naming the term, or the weight, the iteration and its photos.
    """
    target = updater.get_optimizer('main').target
    thorough = watch.n_pass % EVERY == 0 or updater.get_iterator('main').is_new_epoch
    if thorough:
        watch.look(target)
    found = watch.first(target)
    if found:
        raise UserError(f'{_loss(updater, watch, target, *found)}; {_REMEDY}')
    lost = first_non_number(target) if thorough else None
    if lost:
        first = updater.iteration - (watch.n_pass - watch.n_good) + 1
        raise UserError(
            f'the weights {lost} are no longer numbers after iteration '
            f'{updater.iteration}, though the loss is one; the updates of iterations '
            f'{first} to {updater.iteration} are suspected; {_REMEDY}')
    if thorough:
        watch.n_good = watch.n_pass


def _loss(updater, watch, target, n_pass, device, terms, lost):
    ago = watch.n_pass - n_pass
    n = updater.iteration - ago
    if lost:
        before = (f'the update of iteration {n - 1} ({_photos(updater, ago + 1)})'
                  if n_pass > 1 else 'what was there before the first iteration')
        return (f'the weights {lost} are no longer numbers in iteration {n}, and with '
                f'them the loss; {before} is suspected')
    if len(terms) > 1 and 'loss' in terms:
        terms.remove('loss')
    words = ' and '.join(TERMS[name] for name in terms)
    text = (f'{words} {"are" if len(terms) > 1 else "is"} no longer a number in '
            f'iteration {n} ({_photos(updater, ago, device)})')
    if target.xp is not np and n_pass > 1 and 'segmentation' in terms:
        # By now the weights are lost in either case.
        text += (f', or the update of iteration {n - 1} '
                 f'({_photos(updater, ago + 1, device)}) is to blame')
    return text


def _photos(updater, n_ago, device=None):
    ids = updater.get_iterator('main').photo_ids(n_ago, device)
    return f'photo{"s" if len(ids) > 1 else ""} {", ".join(ids)}'
