"""A twin is the Chainer network, or nothing is timed."""

import chainer
import numpy as np
import torch

from benchmarks.twins.guided_twin_loss import guided_twin_loss
from fashionseg.errors import UserError
from fashionseg.training import GuidedTrainChain

MOST = 1e-6


def check_twin(net, twin, weights, x, t):
    """Compares outputs, loss, gradients and labels of both networks, in float64.

    In float32 an activation that is almost 0 may have either sign, and gradients
    differ by a thousandth; in float64 a difference above ``MOST`` is a mistake. A
    difference is the largest absolute one of an array over its largest absolute value.

    Args:
        net (fashionseg.links.SegmentationNet): The Chainer network, with the weights
            that ``twin`` got. Both are left in float64.
        twin (torch.nn.Module): Its twin.
        weights (tuple): alpha, beta, gamma.
        x (numpy.ndarray): (N, 3, 224, 224) float in [0, 1].
        t (numpy.ndarray): (N, 224, 224) int32 class ids.

    Returns:
        dict: 'outputs', 'loss', 'gradients', 'labels' -> the largest difference; of
        the labels, the share that differ.

    Raises:
        UserError: One is above ``MOST`` or not a number, or an array is missing or of
            another shape; the message names it.
    """
    x = x.astype(np.float64)
    for parameter in net.params():
        parameter.array = parameter.array.astype(np.float64)
    twin.double()
    torch_x, torch_t = torch.from_numpy(x), torch.from_numpy(t.astype(np.int64))
    scores, twin_scores = net(x), twin(torch_x)
    found = {'outputs': [
        _differ(f'{name} {i}', ours[i].array, theirs.get(i))
        for name, ours, theirs in zip(scores._fields, scores, twin_scores)
        for i in ours]}
    del scores

    chain = GuidedTrainChain(net, *weights)
    chain.cleargrads()
    loss = chain(x, t)
    twin_loss = guided_twin_loss(twin_scores, torch_x, torch_t, weights)
    found['loss'] = [_differ('the loss', loss.array, twin_loss)]
    loss.backward()
    twin_loss.backward()
    twins = dict(twin.named_parameters())
    found['gradients'] = [_differ(path, parameter.grad, _gradient(twins, path))
                          for path, parameter in net.namedparams()]
    found['labels'] = [_count_other_labels(net, twin, x)]
    # Unlike max, NumPy's keeps what is not a number, wherever it stands.
    found = {name: float(np.max(values)) for name, values in found.items()}
    for name, difference in found.items():
        if not difference <= MOST:
            raise UserError(f"the twin's {name} differ by {difference:.1e}, more than "
                            f'{MOST:g}; nothing is timed')
    return found


def _gradient(twins, path):
    name = path.strip('/').replace('/', '.')
    name = name[:-1] + {'W': 'weight', 'b': 'bias'}[name[-1]]
    return twins[name].grad if name in twins else None


def _differ(name, ours, theirs):
    if theirs is None or tuple(theirs.shape) != ours.shape:
        raise UserError(f'{name} is missing in the twin or of another shape; nothing '
                        'is timed')
    theirs = theirs.detach().numpy()
    return abs(ours - theirs).max() / max(abs(ours).max(), 1e-300)


def _count_other_labels(net, twin, x):
    with torch.inference_mode(), chainer.no_backprop_mode():
        ours = net.segmentation_scores(x).array.argmax(1)
        return np.mean(ours != twin.segment(torch.from_numpy(x)).numpy())
