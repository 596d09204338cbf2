"""Where Chainer's Adam asks the engine."""

import numpy as np

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_adam_door():
    """Lets the current engine answer Chainer's update of all parameters by Adam.

    The moments stay where Chainer keeps and makes them. Left to Chainer are hooks of
    single parameters, weight decay, the variants, and what is not contiguous.
    """
    from chainer.optimizers.adam import Adam

    let_engine_answer(Adam, 'update', _update)


def _update(engine, adam, loss_of=None, *args, **options):
    """What Chainer's optimizer does, with one call in the place of a loop."""
    params = list(adam.target.params())
    if not params or params[0].array is None or not engine.has_adam(params[0].array):
        return NotImplemented
    if loss_of is not None:
        # Before the forward pass, and not after it as Chainer does: at its end the most
        # memory is taken.
        adam.target.cleargrads()
        loss = loss_of(*args, **options)
        loss.backward(loss_scale=adam._loss_scale)
        del loss
        return adam.update()
    rules = [param.update_rule for param in params]
    if not _are_alike(params, rules):
        return NotImplemented
    adam.reallocate_cleared_grads()
    adam.check_nan_in_grads()
    adam.call_hooks('pre')
    adam.t += 1
    if adam.is_safe_to_update():
        for param, rule in zip(params, rules):
            rule._init_states(param)
            rule.t += 1
        hyper = rules[0].hyperparam
        engine.adam(
            [param.array for param in params], [param.grad for param in params],
            [rule.state['m'] for rule in rules], [rule.state['v'] for rule in rules],
            rules[0].alpha_t, hyper.beta1, hyper.beta2, hyper.eps,
            params[0]._loss_scale)
    adam.call_hooks('post')
    adam.update_loss_scale()


def _are_alike(params, rules):
    """Whether all parameters can be updated at once, by plain Adam."""
    if None in rules or params[0].dtype == np.float16:
        return False
    hyper = rules[0].hyperparam.get_dict()
    if hyper['amsgrad'] or hyper['adabound'] or hyper['weight_decay_rate'] \
            or hyper['eta'] != 1:
        return False
    kind, dtype, scale = type(params[0].array), params[0].dtype, params[0]._loss_scale
    return all(
        rule.enabled and rule.t == rules[0].t and rule.hyperparam.get_dict() == hyper
        and not rule._hookable._pre_update_hooks
        and not rule._hookable._post_update_hooks
        and param._loss_scale == scale and param.dtype == dtype
        and all(array is None or type(array) is kind and array.flags.c_contiguous
                for array in (param.array, param.grad))
        for param, rule in zip(params, rules))
