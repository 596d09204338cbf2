"""The state of a run from arrays and texts."""

import chainer
import numpy as np
from chainer.serializers import NpzDeserializer


def unpack_state(trainer, arrays, texts, whole=True):
    """Gives a trainer the state of :func:`~fashionseg.snapshots.pack_state`.

    Args:
        trainer (chainer.training.Trainer): Built as the one that was packed.
        arrays (dict): Name -> numpy.ndarray.
        texts (dict): Name -> str or None.
        whole (bool): Whether the trainer has all that the packed one had; those of
            all processes but the first have no log and no best value.

    Raises:
        ValueError: A member is missing, left over (if ``whole``), of another shape or
            dtype, or not finite; the trainer is of no use then.
    """
    members = {**arrays, **texts}
    _Reader(members).load(trainer)
    if members and whole:
        raise ValueError(f'{min(members)} is unknown')
    for optimizer in trainer.updater.get_all_optimizers().values():
        _check_moments(optimizer)


def _check_moments(optimizer):
    # Chainer takes them as they come: it has none yet to compare with.
    for path, param in optimizer.target.namedparams():
        rule = param.update_rule
        if rule.t < 0:
            raise ValueError(f'{path} was updated {rule.t} times')
        # Gradients of half precision may have overflowed in each step so far.
        if rule.t and not rule.state and optimizer._loss_scale is None:
            raise ValueError(f'the moments of {path} are missing')
        for key, value in (rule.state or {}).items():
            _check(f'{key} of {path}', value, param.array)


def _check(name, stored, value):
    if stored.shape != value.shape or stored.dtype != value.dtype:
        raise ValueError(f'{name} is {stored.dtype} {stored.shape} instead of '
                         f'{value.dtype} {value.shape}')
    if not np.isfinite(stored).all():
        raise ValueError(f'{name} is not finite')


class _Reader(NpzDeserializer):
    """Takes each member out of the dictionary; never casts or repeats an array."""

    def __getitem__(self, key):
        return _Reader(self.npz, self.path + key.strip('/') + '/')

    def __call__(self, key, value):
        name = self.path + key.lstrip('/')
        if name not in self.npz:
            # Adam has no moments before its first step.
            if value is None:
                return None
            raise ValueError(f'{name} is missing')
        stored = self.npz[name]
        in_words = stored is None or isinstance(stored, str)
        if value is not None and in_words != isinstance(value, str):
            raise ValueError(f'{name} is {"a" if in_words else "no"} text')
        if not in_words:
            if isinstance(value, chainer.get_array_types()):
                _check(name, stored, value)
            elif value is not None and stored.shape:
                raise ValueError(f'{name} has shape {stored.shape} and is one number')
            stored = super().__call__(key, value)
        del self.npz[name]
        return stored
