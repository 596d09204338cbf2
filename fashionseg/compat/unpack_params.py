"""chainermn/communicators/_memory_utility.py:211 calls xp.array(copy=False).

NumPy 2 and CuPy 14 raise ValueError where a copy is needed, and there it always is:
the line is for gradients sent in another dtype than their own.
"""

import contextlib

import numpy


def _unpack_params(params, attr_name, buffer, transfer_dtype, zero_fill, stream=None):
    """Spreads one received buffer over the arrays of the parameters.

    Args:
        params (list of Parameter): Their arrays lie in the buffer in this order.
        attr_name (str): 'data' or 'grad'.
        buffer (DeviceMemory): What was received.
        transfer_dtype (dtype): Type of the values in the buffer.
        zero_fill (bool): Whether missing gradients were sent too, as zeros.
        stream (Stream): CUDA stream of the copies.
    """
    offset = 0
    for param in params:
        array = getattr(param, attr_name)
        if array is None and attr_name == 'grad' and zero_fill:
            array = param.xp.empty_like(param.data)
            setattr(param, attr_name, array)
        n_byte = array.size * numpy.dtype(transfer_dtype).itemsize
        received = array
        if array.dtype != transfer_dtype:
            received = param.xp.empty(array.shape, transfer_dtype)
        buffer.to_device(received, n_byte, offset, stream)
        offset += n_byte
        if received is not array:
            array[...] = received.astype(array.dtype)


@contextlib.contextmanager
def patch(module):
    """Replaces `unpack_params`."""
    yield
    module.unpack_params = _unpack_params
