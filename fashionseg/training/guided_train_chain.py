"""The network together with its loss."""

import chainer

from fashionseg.functions import (
    guided_loss, image_pyramid_loss, label_pooling_loss, segmentation_loss,
    segmentation_pyramid_loss)


class GuidedTrainChain(chainer.Chain):
    """Computes Eq. 15 from photos and labels, and reports its terms.

    The loss lives in this Link and not in an updater because the workers of
    MultiprocessParallelUpdater call the optimizer's target: so one and several
    devices compute the same loss.

    Args:
        net (fashionseg.links.SegmentationNet): Network to train; child ``net``.
        alpha (float): Weight of the image pyramid loss, >= 0 (Table V).
        beta (float): Weight of the segmentation pyramid loss, >= 0.
        gamma (float): Weight of the label pooling loss, >= 0.
        spl_form (str): 'binary' or 'cross-entropy', see
            :func:`~fashionseg.functions.segmentation_pyramid_loss`.
        image_scaling (str): 'area' or 'nearest', see
            :func:`~fashionseg.functions.image_pyramid`.

    Attributes:
        watch (fashionseg.training.loss_watch.LossWatch): Is told of each loss; None
            until an updater has set it.
    """

    watch = None

    def __init__(self, net, alpha=0, beta=0, gamma=0, spl_form='binary',
                 image_scaling='area'):
        super().__init__()
        self._weights = {'ipl': alpha, 'spl': beta, 'lpl': gamma}
        self._spl_form = spl_form
        self._image_scaling = image_scaling
        with self.init_scope():
            self.net = net

    def forward(self, x, t):
        """Computes the loss of a batch and reports it, see :meth:`tell`.

        Args:
            x (array): (N, 3, 224, 224) float32 in [0, 1].
            t (array): (N, 224, 224) int32 class ids.

        Returns:
            Variable: Scalar, Eq. 15, for one backward pass.
        """
        loss, arrays = self.compute(x, t)
        self.tell(arrays)
        return loss

    def compute(self, x, t):
        """The loss of a batch, of which nobody is told.

        Args:
            x, t (array): See :meth:`forward`.

        Returns:
            tuple: Variable, scalar, for one backward pass; and for :meth:`tell` a dict
            'loss' and the names of the terms with a weight -> scalar array.
        """
        with chainer.using_config('backward_once', True):
            scores = self.net(x)
        terms = {'segmentation': segmentation_loss(scores.segmentation[0], t)}
        if self._weights['ipl']:
            terms['ipl'] = image_pyramid_loss(
                scores.reconstruction, x, self._image_scaling)
        if self._weights['spl']:
            terms['spl'] = segmentation_pyramid_loss(
                scores.segmentation, t, self._spl_form)
        if self._weights['lpl']:
            terms['lpl'] = label_pooling_loss(scores.presence, t)
        loss = guided_loss(terms, self._weights)
        return loss, {'loss': loss.array,
                      **{name: term.array for name, term in terms.items()}}

    def tell(self, arrays):
        """Tells the watch, and reports to Chainer.

        Reported are ``loss`` and, for the terms with a weight, ``loss/segmentation``
        (Eq. 3), ``loss/ipl`` (Eq. 5), ``loss/spl`` (Eq. 6), ``loss/lpl`` (Eq. 7).

        Args:
            arrays (dict): Of :meth:`compute`.
        """
        if self.watch is not None:
            self.watch.note(self, arrays)
        chainer.report({name if name == 'loss' else 'loss/' + name: array
                        for name, array in arrays.items()}, self)
