"""The state of a run as arrays and texts."""

from chainer.serializers import DictionarySerializer


def pack_state(trainer):
    """Collects what a trainer and all that belongs to it serialize.

    Args:
        trainer (chainer.training.Trainer): While it runs. Arrays of the CPU are not
            copied.

    Returns:
        tuple: Arrays, name -> numpy.ndarray of numbers; texts, name -> str or None.
    """
    serializer = DictionarySerializer()
    serializer.save(trainer)
    arrays, texts = {}, {}
    for name, value in serializer.target.items():
        # Chainer wraps texts, and None as an object, which would have to be pickled.
        if value.dtype.kind in 'OU':
            texts[name] = value.item()
        else:
            arrays[name] = value
    return arrays, texts
