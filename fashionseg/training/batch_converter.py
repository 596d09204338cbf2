"""From a batch of the iterator to a batch on the device."""

from chainer.dataset import Converter


class BatchConverter(Converter):
    """Sends the arrays of a batch to the device; on a CPU they stay where they are.

    The iterator gives whole arrays, so that nothing is stacked here.
    """

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
