"""Where Chainer's Adam asks the engine."""

import numpy as np

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_adam_door():
    """Lets the current engine answer Chainer's update of a parameter by Adam.

    The moments stay where Chainer keeps them. Weight decay and the variants are left
    to Chainer, and so are GPUs, where it has one kernel for all.
    """
    from chainer.optimizers.adam import AdamRule

    let_engine_answer(AdamRule, 'update_core_cpu', _update)


def _update(engine, rule, param):
    hyper = rule.hyperparam
    if (param.grad is None or hyper.amsgrad or hyper.adabound
            or hyper.weight_decay_rate or hyper.eta != 1):
        return NotImplemented
    arrays = [param.array, param.grad, rule.state['m'], rule.state['v']]
    if not all(type(array) is np.ndarray and array.flags.c_contiguous
               and array.flags.writeable and array.dtype == param.dtype
               for array in arrays) or param.dtype == np.float16:
        return NotImplemented
    return engine.adam(
        *arrays, rule.alpha_t, hyper.beta1, hyper.beta2, hyper.eps)
