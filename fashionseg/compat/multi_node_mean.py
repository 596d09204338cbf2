"""chainermn/communicators/mpi_communicator_base.py:735-778 loses some gradients.

It reduces into `ascontiguousarray(recvbuf)`, a copy that is thrown away when the
gradient is not C-contiguous: such a gradient stays each process's own, silently.
"""

import contextlib


@contextlib.contextmanager
def patch(module):
    """Reduces into a contiguous copy and writes that back."""
    yield
    communicator = module.MpiCommunicatorBase
    multi_node_mean = communicator._multi_node_mean

    def _multi_node_mean(self, sendbuf, recvbuf):
        if recvbuf.flags.c_contiguous:
            return multi_node_mean(self, sendbuf, recvbuf)
        contiguous = recvbuf.copy(order='C')
        multi_node_mean(self, sendbuf, contiguous)
        recvbuf[...] = contiguous

    communicator._multi_node_mean = _multi_node_mean
