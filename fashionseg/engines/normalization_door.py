"""Where Chainer's batch normalization asks the engine."""

import chainer

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_normalization_door():
    """Lets the current engine answer batch normalization over (N, C, H, W) maps.

    The running statistics are Chainer's own, to the same formula. A normalization
    with fixed statistics is answered where no gradient is kept, as in evaluation.
    """
    from chainer.functions.normalization import batch_normalization

    general = batch_normalization.GeneralBatchNormalizationImpl
    let_engine_answer(general, 'forward', _forward)
    let_engine_answer(general, 'backward', _backward)
    let_engine_answer(
        batch_normalization.FixedBatchNormalization, 'forward', _normalize)


def _forward(engine, impl, axis, gamma, x, x_layout, xp, expander, beta, eps, decay,
             running_mean, running_var):
    m = x.size // gamma.size
    if not _is_ours(x, gamma, axis, x_layout) or m < 2:
        return NotImplemented
    answer = engine.batch_normalize(x, gamma, beta, eps)
    if answer is NotImplemented:
        return NotImplemented
    y, mean, var, inv_std = answer
    if running_mean is not None:
        running_mean *= decay
        running_mean += (1 - decay) * mean
        running_var *= decay
        running_var += (1 - decay) * (m / (m - 1.)) * var
    return y, None, running_mean, running_var, mean, var, inv_std, None


def _backward(engine, impl, axis, gamma, gy, x, x_layout, xp, expander, mean, inv_std,
              eps, var, forward_data):
    if not _is_ours(x, gamma, axis, x_layout) or x.size == gamma.size:
        return NotImplemented
    answer = engine.batch_normalize_grad(x, gamma, gy, mean, inv_std)
    if answer is NotImplemented:
        return NotImplemented
    gx, ggamma, gbeta = answer
    return gx, None, ggamma, gbeta


def _normalize(engine, node, inputs):
    x, gamma, beta, mean, var = inputs
    axis = (0, 2, 3) if node.axis is None else node.axis
    if chainer.config.enable_backprop or not _is_ours(
            x, gamma, axis, node.input_layouts[0]):
        return NotImplemented
    y = engine.normalize(x, gamma, beta, mean, var, node.eps)
    return y if y is NotImplemented else (y,)


def _is_ours(x, gamma, axis, layout):
    return (x.ndim == 4 and gamma.ndim == 1 and tuple(axis) == (0, 2, 3)
            and layout is None and x.size > 0)
