"""ChainerCV's dilated ResNet, made fit for worker processes."""

import chainer.functions as F


def picklable_resnet(extractor):
    """Gives a dilated ResNet a first pooling that processes can be sent.

    Args:
        extractor (chainer.Link): ChainerCV's ``DilatedResNet``, whose ``pool1`` is a
            lambda.

    Returns:
        chainer.Link: ``extractor``, which computes the same as before.
    """
    extractor.pool1 = _pool1
    return extractor


def _pool1(x):
    return F.max_pooling_2d(x, ksize=3, stride=2, pad=1)
