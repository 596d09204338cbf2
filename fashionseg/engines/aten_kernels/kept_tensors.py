"""Arrays of a GPU as PyTorch sees them, from one step to the next."""

from fashionseg.engines.aten_kernels.to_tensor import to_tensor


class KeptTensors:
    """Tensors over the memory of arrays; kept until other arrays are asked for.

    On a GPU, where making a tensor of a weight takes longer than starting the kernel
    that updates it.
    """

    def __init__(self):
        self._arrays, self._tensors = [], []

    def __call__(self, arrays):
        """The tensors of some arrays.

        Args:
            arrays (list of array): C-contiguous, of one device.

        Returns:
            list of torch.Tensor: In the same order.
        """
        if len(arrays) != len(self._arrays) or any(
                one is not other for one, other in zip(arrays, self._arrays)):
            self._arrays = list(arrays)
            self._tensors = [to_tensor(array) for array in arrays]
        return self._tensors
