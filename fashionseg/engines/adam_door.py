"""Where Chainer's Adam asks the engine."""

import numpy as np

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_adam_door():
    """Lets the current engine answer Chainer's update of a parameter by Adam.

    The moments stay where Chainer keeps and makes them. Left to Chainer are the first
    step, hooks, weight decay, the variants, scaled losses, and GPUs, where it has one
    kernel for all.
    """
    from chainer.optimizers.adam import AdamRule

    let_engine_answer(AdamRule, 'update', _update)


def _update(engine, rule, param):
    hyper, state, hooks = rule.hyperparam, rule.state, rule._hookable
    if (not state or not rule.enabled or param._loss_scale is not None
            or hooks._pre_update_hooks or hooks._post_update_hooks
            or hyper.amsgrad or hyper.adabound or hyper.weight_decay_rate
            or hyper.eta != 1):
        return NotImplemented
    arrays = param.array, param.grad, state['m'], state['v']
    if not all(_is_plain(array, arrays[0].dtype) for array in arrays):
        return NotImplemented
    rule.t += 1
    return engine.adam(
        *arrays, rule.alpha_t, hyper.beta1, hyper.beta2, hyper.eps)


def _is_plain(array, dtype):
    return (type(array) is np.ndarray and array.dtype == dtype
            and dtype != np.float16 and array.flags.carray)
