"""A CUDA graph of the kernels of CuPy and PyTorch together."""

from chainer.backends.cuda import cupy
import torch


class CapturedStep:
    """Loss and gradients of a batch, recorded once and replayed with other batches.

    All arrays of the pass keep their places: batches are copied to where the first
    one lay, and the gradients are the same arrays each time.

    Args:
        chain (fashionseg.training.GuidedTrainChain): On a GPU, after some passes.
        x, t (cupy.ndarray): A batch.

    Attributes:
        shape (tuple): That of ``x``.
    """

    def __init__(self, chain, x, t):
        self._chain = chain
        self.shape = x.shape
        self._x, self._t = x.copy(), t.copy()
        # Made before, or each replay would set it to one.
        self._scale = cupy.ones((), x.dtype)
        self._weights = [param.array for param in chain.params()]
        self._graph = torch.cuda.CUDAGraph()
        self._pool = cupy.cuda.MemoryPool()  # of nothing but this graph
        self.free_memory()
        # While it records, others may reserve memory, as CuPy's pool does.
        with torch.cuda.graph(self._graph, capture_error_mode='relaxed'), \
                cupy.cuda.ExternalStream(torch.cuda.current_stream().cuda_stream), \
                cupy.cuda.using_allocator(self._pool.malloc):
            loss, self._arrays = chain.compute(self._x, self._t)
            loss.grad = self._scale
            chain.cleargrads()
            loss.backward()
        self._gradients = [param.grad for param in chain.params()]

    def fits(self, x, t):
        """Whether batch and weights are those that were recorded, but for numbers."""
        return (x.shape == self.shape and t.dtype == self._t.dtype
                and all(param.array is array for param, array in zip(
                    self._chain.params(), self._weights)))

    def __call__(self, x, t, loss_scale=None):
        """Computes loss and gradients; the latter are the chain's.

        Args:
            x, t (cupy.ndarray): A batch that ``fits``.
            loss_scale (float): Factor of the gradients; None is one.

        Returns:
            dict: See :meth:`fashionseg.training.GuidedTrainChain.compute`.
        """
        self._x[...] = x
        self._t[...] = t
        self._scale.fill(1 if loss_scale is None else loss_scale)
        self._graph.replay()
        for param, gradient in zip(self._chain.params(), self._gradients):
            param.grad = gradient
            param._loss_scale = loss_scale
        return {name: array.copy() for name, array in self._arrays.items()}

    @staticmethod
    def free_memory():
        """Gives back what plain passes have left in the pools."""
        cupy.get_default_memory_pool().free_all_blocks()
        torch.cuda.empty_cache()
