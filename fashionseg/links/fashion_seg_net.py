"""The network of the paper (Table II, Fig. 2)."""

from fashionseg.links.decoder_block import DecoderBlock
from fashionseg.links.encoder_block import EncoderBlock
from fashionseg.links.reconstruction_block import ReconstructionBlock
from fashionseg.links.scores import Scores
from fashionseg.links.segmentation_block import SegmentationBlock
from fashionseg.links.segmentation_net import SegmentationNet
from fashionseg.links.upscale_block import UpscaleBlock
from fashionseg.table_2 import TABLE_2

N_CHANNEL, N_CLASS = 3, 14
LEVELS = range(7)
PYRAMID_LEVELS = range(1, 5)


class FashionSegNet(SegmentationNet):
    """Encoder-decoder that predicts at every scale which clothes are present.

    The blocks are children named as in the paper: ``a``, ``e0``..``e6``,
    ``c0``..``c6``, ``d0``..``d6``, ``l0``..``l4``, ``b1``..``b4``. Blocks that no
    loss reads are not built (Section IV-D): ``b_i`` without the image pyramid loss,
    ``l_1``..``l_4`` without the segmentation pyramid loss.

    Args:
        image_pyramid (bool): Build B_1..B_4 (alpha > 0).
        segmentation_pyramid (bool): Build L_1..L_4 (beta > 0).
        width (float): Width multiplier, 1.0 is the paper; stays as an attribute.
    """

    def __init__(self, image_pyramid=True, segmentation_pyramid=True, width=1.0):
        super().__init__()
        self.width = width
        self._segmentation_levels = range(5) if segmentation_pyramid else range(1)
        self._reconstruction_levels = PYRAMID_LEVELS if image_pyramid else ()
        with self.init_scope():
            self.a = EncoderBlock(N_CHANNEL, TABLE_2['A'], width)
            e = {-1: self.a.out_channels}  # a takes the place of e(-1)
            for i in LEVELS:
                e[i] = self._add('E', i, EncoderBlock, e[i - 1], width)
            c = {i: self._add('C', i, UpscaleBlock, e[i], width) for i in LEVELS}
            self._add('D', 6, DecoderBlock, e[6], width)
            for i in LEVELS[:6]:
                self._add('D', i, DecoderBlock, e[i] + N_CLASS + c[i + 1], width)
            for i in self._segmentation_levels:
                self._add('L', i, SegmentationBlock, c[i] + N_CLASS + e[i - 1], width)
            for i in self._reconstruction_levels:
                self._add('B', i, ReconstructionBlock, e[i - 1], width)

    def _add(self, letter, level, block_class, in_channels, width):
        name = f'{letter}{level}'
        block = block_class(in_channels, TABLE_2[name], width)
        setattr(self, name.lower(), block)
        return block.out_channels

    def forward(self, x):
        """Computes what the losses of this configuration read.

        Args:
            x (Variable or array): (N, 3, 224, 224) float, RGB in [0, 1].

        Returns:
            fashionseg.links.Scores: see there.

        Raises:
            ValueError: ``x`` has another size, or a block does not put out the size
                that Table II prints.
        """
        e, c, up, presence = self._trunk(x)
        del presence[0]  # Eq. 7 starts at level 1
        segmentation = {
            i: self._segment(i, e, c, up) for i in self._segmentation_levels}
        reconstruction = {
            i: self._checked('B', i, self[f'b{i}'](e[i - 1]))
            for i in self._reconstruction_levels}
        return Scores(segmentation, reconstruction, presence)

    def segmentation_scores(self, x):
        """Scores of L_0 alone: all that inference needs.

        Args:
            x (Variable or array): (N, 3, 224, 224) float, RGB in [0, 1].

        Returns:
            Variable: (N, 14, 224, 224) float, before the softmax.
        """
        e, c, up, _ = self._trunk(x)
        return self._segment(0, e, c, up)

    def _trunk(self, x):
        self.check_input(x)
        e = {-1: self._checked('A', '', self.a(x))}
        c, up, score = {}, {}, {}
        for i in LEVELS:
            e[i] = self._checked('E', i, self[f'e{i}'](e[i - 1]))
            c[i] = self._checked('C', i, self[f'c{i}'](e[i]))
        for i in reversed(LEVELS):
            parts = (e[6],) if i == 6 else (e[i], up[i + 1], c[i + 1])
            score[i], up[i] = self[f'd{i}'](*parts)
            self._checked('D', i, up[i])
        return e, c, up, score

    def _segment(self, i, e, c, up):
        return self._checked(
            'L', i, self[f'l{i}'](c[i], up[i], e[i - 1]))

    @staticmethod
    def _checked(letter, level, h):
        name = f'{letter}{level}'
        size = TABLE_2[name].size
        if h.shape[2:] != (size, size):
            raise ValueError('{} puts out {} x {}, Table II says {} x {}'.format(
                name, *h.shape[2:], size, size))
        return h
