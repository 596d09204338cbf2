"""The state of a run from arrays and texts."""

import chainer
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
        ValueError: A member is missing, left over (if ``whole``), or of another shape
            or dtype; the trainer is of no use then.
    """
    members = {**arrays, **texts}
    _Reader(members).load(trainer)
    if members and whole:
        raise ValueError(f'{min(members)} is unknown')


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
        if stored is not None and not isinstance(stored, str):
            if isinstance(value, chainer.get_array_types()) and (
                    stored.shape != value.shape or stored.dtype != value.dtype):
                raise ValueError(f'{name} is {stored.dtype} {stored.shape} instead of '
                                 f'{value.dtype} {value.shape}')
            stored = super().__call__(key, value)
        del self.npz[name]
        return stored
