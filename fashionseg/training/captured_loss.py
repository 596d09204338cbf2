"""Forward and backward pass on a GPU as one CUDA graph."""

import warnings

import numpy as np

from fashionseg.engines import current_engine
from fashionseg.links import FashionSegNet

WARM_UP = 2  # passes that compile and choose kernels
N_CHECK = 2  # batches on which the graph is compared with plain passes
ALLOWED = 1e-2  # of the gradients' norm: kernels of a GPU add in any order


class CapturedLoss:
    """Eq. 15 and its gradients, called by an optimizer as the chain itself is.

    A GPU is faster with the kernels of a pass than Python is at starting them. After
    ``WARM_UP`` plain passes the kernels of one are recorded, and from then on started
    all at once with each batch. What was recorded is compared with plain passes on
    ``N_CHECK`` batches; where it cannot be recorded or differs, a warning says so and
    training goes on with plain passes.

    Used are plain passes on a CPU, for the networks of other papers (batch
    normalization and dropout keep a state), with kernels other than 'aten', and for a
    batch of another shape.

    Args:
        chain (fashionseg.training.GuidedTrainChain): Whose loss it is.
    """

    def __init__(self, chain):
        self._chain = chain
        self._n_call = self._n_check = 0
        self._step = None
        self._refused = not isinstance(chain.net, FashionSegNet)

    def __call__(self, x, t):
        """Takes a batch.

        Args:
            x (array): (N, 3, 224, 224) float32 in [0, 1].
            t (array): (N, 224, 224) int32 class ids.

        Returns:
            object: Has ``backward(loss_scale)``.
        """
        if self._refused or not self._is_on_gpu(x):
            return self._chain(x, t)
        self._n_call += 1
        if self._n_call <= WARM_UP or self._step and x.shape != self._step.shape:
            return self._chain(x, t)
        if self._step and not self._step.fits(x, t):
            self._step, self._n_check = None, 0  # the weights lie elsewhere now
        if not self._step and not self._try(lambda: self._record(x, t)):
            return self._chain(x, t)
        self._batch = x, t
        return self

    def backward(self, loss_scale=None):
        """Computes the gradients of the batch that was taken last.

        Args:
            loss_scale (float): Factor of the gradients; None is one.
        """
        arrays = self._step(*self._batch, loss_scale)
        self._chain.tell(arrays)
        if self._n_check < N_CHECK:
            self._n_check += 1
            if not self._try(lambda: self._check(loss_scale, arrays['loss'])):
                self._step = None
                self._plain(loss_scale)
            elif self._n_check == N_CHECK:
                self._step.free_memory()

    @staticmethod
    def _is_on_gpu(x):
        return not isinstance(x, np.ndarray) and current_engine().name == 'aten'

    def _record(self, x, t):
        from fashionseg.engines.aten_kernels.captured_step import CapturedStep
        self._step = CapturedStep(self._chain, x, t)

    def _plain(self, loss_scale):
        loss, _ = self._chain.compute(*self._batch)
        self._chain.cleargrads()
        loss.backward(loss_scale=loss_scale)
        return loss.array

    def _check(self, loss_scale, found_loss):
        found = [param.grad for param in self._chain.params()]
        loss = self._plain(loss_scale)
        expected = [param.grad for param in self._chain.params()]
        off = _norm([one - other for one, other in zip(found, expected)])
        size = _norm(expected)
        loss_off = abs(float(found_loss) - float(loss))
        # A gradient that overflows float16 is NaN in both, and no reason to doubt.
        if np.isfinite(size) and not (
                off <= ALLOWED * size and loss_off <= ALLOWED * abs(float(loss))):
            raise ValueError(f'gradients differ by {off / size:.1e}, the loss by '
                             f'{loss_off:.1e}')

    def _try(self, action):
        try:
            action()
            return True
        except Exception as error:
            self._refused = True
            warnings.warn(
                'the passes cannot be recorded as a CUDA graph '
                f'({type(error).__name__}: {error}); training goes on without')
            return False


def _norm(arrays):
    return float(sum((array ** 2).sum() for array in arrays)) ** .5
