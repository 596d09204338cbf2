"""From a batch of the iterator to a batch on the device."""

from chainer.dataset import Converter

from fashionseg.engines import current_engine, use_engine


class BatchConverter(Converter):
    """Sends the arrays of a batch to the device; on a CPU they stay where they are.

    The iterator gives whole arrays, so that nothing is stacked here. For a GPU, CuPy
    takes a copy in pinned memory and sends it while Python goes on; the iterator may
    then overwrite its own.
    """

    def __reduce__(self):
        # A device's own process starts with Chainer's arithmetic.
        return _arrive, (current_engine().record(),)

    def __call__(self, batch, device):
        """Sends one batch.

        Args:
            batch (tuple of numpy.ndarray): What
                :meth:`fashionseg.training.BatchIterator.next` gives.
            device (chainer.backend.Device): Where the network is.

        Returns:
            tuple of array: The same, on ``device``.
        """
        return tuple(device.send(array) for array in batch)


def _arrive(engine):
    use_engine(engine['kernels'], engine['threads'], engine['precision'],
               engine['tf32'])
    return BatchConverter()
