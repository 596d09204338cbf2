"""Where Chainer's Adam asks the engine."""

import numpy as np

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_adam_door():
    """Lets the current engine answer Chainer's updates by Adam.

    An engine that updates all parameters at once is asked for that, another one for
    each parameter on a CPU. The moments stay where Chainer keeps and makes them. Left
    to Chainer are hooks of single parameters, weight decay and the variants, and what
    is not contiguous.
    """
    from chainer.optimizers.adam import Adam, AdamRule

    let_engine_answer(Adam, 'update', _update_all)
    let_engine_answer(AdamRule, 'update', _update)


def _update_all(engine, adam, loss_of=None, *args, **options):
    """What Chainer's optimizer does, with one call in the place of a loop."""
    if not engine.updates_all:
        return NotImplemented
    if loss_of is not None:
        loss = loss_of(*args, **options)
        adam.target.cleargrads()
        loss.backward(loss_scale=adam._loss_scale)
        del loss
        return adam.update()
    params = list(adam.target.params())
    rules = [param.update_rule for param in params]
    if not params or not all(_is_alike(param, params[0]) for param in params):
        return NotImplemented
    adam.reallocate_cleared_grads()
    adam.check_nan_in_grads()
    adam.call_hooks('pre')
    adam.t += 1
    if adam.is_safe_to_update():
        for param, rule in zip(params, rules):
            rule._init_states(param)
            rule.t += 1
        hyper, rate = rules[0].hyperparam, rules[0].alpha_t
        engine.adam_all(
            [param.array for param in params], [param.grad for param in params],
            [rule.state['m'] for rule in rules], [rule.state['v'] for rule in rules],
            rate, hyper.beta1, hyper.beta2, hyper.eps, params[0]._loss_scale)
    adam.call_hooks('post')
    adam.update_loss_scale()


def _is_alike(param, first):
    """Whether a parameter can be updated together with the first one."""
    rule, other = param.update_rule, first.update_rule
    return (rule is not None and _is_simple(rule) and rule.t == other.t
            and rule.hyperparam.get_dict() == other.hyperparam.get_dict()
            and param._loss_scale == first._loss_scale
            and type(param.array) is type(first.array)
            and param.dtype == first.dtype != np.float16
            and all(array is None or array.flags.c_contiguous
                    for array in (param.array, param.grad)))


def _update(engine, rule, param):
    if (not rule.state or not _is_simple(rule) or param._loss_scale is not None):
        return NotImplemented
    arrays = param.array, param.grad, rule.state['m'], rule.state['v']
    if not all(_is_plain(array, arrays[0].dtype) for array in arrays):
        return NotImplemented
    rule.t += 1
    hyper = rule.hyperparam
    return engine.adam(
        *arrays, rule.alpha_t, hyper.beta1, hyper.beta2, hyper.eps)


def _is_simple(rule):
    hyper, hooks = rule.hyperparam, rule._hookable
    return not (
        not rule.enabled or hooks._pre_update_hooks or hooks._post_update_hooks
        or hyper.amsgrad or hyper.adabound or hyper.weight_decay_rate
        or hyper.eta != 1)


def _is_plain(array, dtype):
    return (type(array) is np.ndarray and array.dtype == dtype
            and dtype != np.float16 and array.flags.carray)
