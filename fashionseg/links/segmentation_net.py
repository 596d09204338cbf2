"""The contract of every network: training scores and predicted labels."""

import chainer
import numpy as np

from fashionseg.table_2 import INPUT_SIZE
from fashionseg.transforms import resize_label, to_network_input


class SegmentationNet(chainer.Chain):
    """A network from 224 x 224 photos to 14 classes.

    A subclass gives ``forward(x)``, which returns
    :class:`~fashionseg.links.Scores` for the losses, and ``segmentation_scores(x)``,
    which computes the scores at 224 x 224 and nothing else.
    """

    def check_input(self, x):
        """Raises ValueError when ``x`` is not (N, 3, 224, 224)."""
        if x.ndim != 4 or x.shape[1:] != (3, INPUT_SIZE, INPUT_SIZE):
            raise ValueError('the network takes (N, 3, {0}, {0}), not {1}'.format(
                INPUT_SIZE, x.shape))

    def segment(self, x):
        """Labels of photos that already have the network's size.

        Args:
            x (array): (N, 3, 224, 224) float32, RGB in [0, 1], on any device.

        Returns:
            numpy.ndarray: (N, 224, 224) int32 class ids.
        """
        with chainer.using_config('train', False), chainer.no_backprop_mode():
            score = self.segmentation_scores(self.xp.asarray(x)).array
        return chainer.cuda.to_cpu(score.argmax(axis=1)).astype(np.int32)

    def predict(self, imgs):
        """Labels of photos of any size.

        Each photo is resized to 224 x 224, and its labels back to the photo's size
        by nearest neighbour.

        Args:
            imgs (iterable of numpy.ndarray): Photos, each (3, H, W), RGB in [0, 255].

        Returns:
            list of numpy.ndarray: (H, W) int32 class ids, one for each photo.
        """
        labels = []
        for img in imgs:
            photo = np.clip(np.rint(img), 0, 255).astype(np.uint8).transpose(1, 2, 0)
            label = self.segment(to_network_input(photo)[None])[0]
            labels.append(resize_label(label, img.shape[1:]).astype(np.int32))
        return labels
