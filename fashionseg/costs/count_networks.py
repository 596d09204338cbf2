"""Parameters and operations of several networks."""

import numpy as np

from fashionseg.configurations import TABLE_5, LossWeights, make_net
from fashionseg.costs.operation_count import OperationCount
from fashionseg.table_2 import INPUT_SIZE
from fashionseg.training import GuidedTrainChain

N_PHOTO = 2

def count_networks(networks, profile, show=lambda items: items):
    """Runs each network once each way and counts.

    Args:
        networks (dict): Name -> (configuration, variant), see
            :func:`~fashionseg.configurations.make_net`.
        profile (fashionseg.configurations.Profile): Sizes of the networks.
        show (callable): Wraps the iterable of networks, as a progress bar does.

    Returns:
        dict: Name -> dict of whole numbers, of one photo of 224 x 224:

        * ``n_param``: trainable numbers;
        * ``inference_flop``: from the photo to its labels, without the blocks that
          only losses read;
        * ``forward_flop``: from the photo to the loss of Eq. 15;
        * ``training_flop``: that and the gradients of all parameters, without the
          optimizer's update;
        * ``inference_reads``: numbers in activations that functions read on the way
          to the labels.

        See :class:`~fashionseg.costs.OperationCount` for what counts.
    """
    return {name: _count(*networks[name], profile) for name in show(networks)}


def _count(configuration, variant, profile):
    net = make_net(configuration, profile, variant=variant)
    # Two photos: batch normalization at training cannot do with one.
    x = np.zeros((N_PHOTO, 3, INPUT_SIZE, INPUT_SIZE), np.float32)
    t = np.zeros((N_PHOTO, INPUT_SIZE, INPUT_SIZE), np.int32)
    with OperationCount(net) as inference:
        net.segment(x)
    chain = GuidedTrainChain(
        net, *TABLE_5.get(configuration, LossWeights(0, 0, 0)))
    with OperationCount(net) as training:
        loss = chain(x, t)
        forward_flop = training.flop
        loss.backward()
    counts = {'inference_flop': inference.flop, 'forward_flop': forward_flop,
              'training_flop': training.flop, 'inference_reads': inference.reads}
    return {'n_param': net.count_params(),
            **{key: count // N_PHOTO for key, count in counts.items()}}
