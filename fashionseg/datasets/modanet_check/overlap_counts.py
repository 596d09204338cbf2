"""How much of a data set the overlap rule decides."""

from collections import Counter


class OverlapCounts:
    """Adds up the overlaps of photos."""

    def __init__(self):
        self._pixels = self._overlap_pixels = self._n_photo = 0
        self._photos_of, self._pixels_of = Counter(), Counter()

    def add(self, job, pixels):
        """Adds a photo.

        Args:
            job (dict): With ``width`` and ``height``.
            pixels (dict): From :func:`~fashionseg.datasets.modanet_check.
                measure_overlaps.measure_overlaps`.
        """
        self._pixels += job['width'] * job['height']
        if pixels:
            self._n_photo += 1
            self._overlap_pixels += pixels[None]
        for pair, n in pixels.items():
            if pair is not None:
                self._photos_of[pair] += 1
                self._pixels_of[pair] += n

    def summary(self):
        """All of it as a dict.

        Returns:
            dict: ``pixels`` of all photos; ``overlap_pixels``, which annotations of
            two or more classes cover; ``n_photo`` that have such; ``pairs``, list of
            dict with ``classes`` (two class ids), ``n_photo`` and ``pixels``, the most
            photos first.
        """
        return {'pixels': self._pixels, 'overlap_pixels': self._overlap_pixels,
                'n_photo': self._n_photo,
                'pairs': [{'classes': list(pair), 'n_photo': n,
                           'pixels': self._pixels_of[pair]}
                          for pair, n in sorted(self._photos_of.items(),
                                                key=lambda item: (-item[1], item[0]))]}
