"""Adam by PyTorch's fused kernel, for all parameters at once."""

import torch


def adam(params, grads, ms, vs, rate, beta1, beta2, eps, scale):
    """See :meth:`fashionseg.engines.engine.Engine.adam`; on lists of tensors."""
    # PyTorch divides both moments by 1 - beta ** step, which Chainer has done in its
    # rate already. After so many steps it divides by one.
    late = torch.full((), 1e9, device=params[0].device)
    torch._fused_adam_(
        params, grads, ms, vs, [], [late] * len(params), lr=rate, beta1=beta1,
        beta2=beta2, weight_decay=0, eps=eps, amsgrad=False, maximize=False,
        grad_scale=None if scale is None else torch.full_like(late, scale))
