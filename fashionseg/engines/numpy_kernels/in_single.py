"""Half precision in the kernels of single precision."""

import functools

import numpy as np


def in_single(method):
    """Decorates a method of an engine, so that half precision is computed in single.

    It has no kernels of its own: no processor adds and multiplies it well.
    """
    @functools.wraps(method)
    def compute(self, *args):
        if not any(_is_half(arg) for arg in args):
            return method(self, *args)
        answer = method(self, *(
            arg.astype(np.float32) if _is_half(arg) else arg for arg in args))
        if isinstance(answer, tuple):
            return tuple(map(_to_half, answer))
        return _to_half(answer)
    return compute


def _is_half(arg):
    return type(arg) is np.ndarray and arg.dtype == np.float16


def _to_half(answer):
    if type(answer) is np.ndarray and answer.dtype == np.float32:
        return answer.astype(np.float16)
    return answer
