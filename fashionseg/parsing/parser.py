"""Photos in, labels out."""

import os

import numpy as np
from PIL import Image

from fashionseg.engines import use_engine
from fashionseg.engines.release_memory import release_memory
from fashionseg.errors import UserError
from fashionseg.inference import load_model, make_segmenter
from fashionseg.parsing.demo_run import DEMO_RUN
from fashionseg.parsing.one_ahead import one_ahead
from fashionseg.parsing.parsed_photo import ParsedPhoto
from fashionseg.parsing.read_photo import read_photo
from fashionseg.parsing.to_rgb import to_rgb
from fashionseg.transforms import resize_label, to_network_input

BATCH = 8  # photos that the network takes at a time
# Pixels after which a batch is full, so that large photos do not pile up.
BATCH_PIXELS = 16_000_000


class Parser:
    """Labels the clothes in photos with a trained network.

    ::

        from fashionseg import Parser

        parser = Parser.load()  # or the folder of a run, or a file of weights
        result = parser.predict('photo.jpg')
        print(result.label.shape, result.shares['dress'])
        result.save('labels/photo.png')

    Args:
        segment (callable): (N, 3, 224, 224) float32, RGB in [0, 1] -> (N, 224, 224)
            class ids; see :func:`~fashionseg.inference.make_segmenter`.
    """

    def __init__(self, segment):
        self._segment = segment

    @classmethod
    def load(cls, weights=None, engine='auto', precision='float32', threads=None,
             kernels='auto'):
        """Loads a trained network.

        Kernels and threads are those of the whole process from then on.

        Args:
            weights (str or None): Folder of a run, or the file of its weights. None
                takes the small network that comes with the package; docs/demo_model.md
                says what it can and cannot do.
            engine (str): What computes labels: 'auto', 'chainer', 'onnxruntime' or
                'openvino'; see :func:`~fashionseg.inference.make_segmenter`.
            precision (str): 'float32' or 'bfloat16', which needs OpenVINO.
            threads (int or None): Threads; by default OMP_NUM_THREADS, or all cores.
            kernels (str): Chainer's arithmetic: 'auto', 'chainer', 'numpy' or 'aten';
                see :func:`~fashionseg.engines.use_engine`.

        Returns:
            Parser: Ready for photos.

        Raises:
            UserError: The weights cannot be used, or the engine is not installed or
                cannot do this.
        """
        use_engine(kernels, threads)
        model = load_model(os.fspath(DEMO_RUN if weights is None else weights))
        return cls(make_segmenter(model.net, engine, precision, threads))

    def predict(self, photos):
        """Labels one photo or several.

        Args:
            photos (str, os.PathLike, PIL.Image.Image, numpy.ndarray, or list): A path,
                a picture, or an array (H, W, 3) uint8 RGB of any size; or a list of
                these. OpenCV's arrays are BGR: give ``array[..., ::-1]``.

        Returns:
            ParsedPhoto or list of ParsedPhoto: One for a photo, a list for a list.

        Raises:
            UserError: Naming the file, when one cannot be read.
            TypeError, ValueError: Something else than a photo.
        """
        several = isinstance(photos, (list, tuple))
        results = []
        for result in self.predict_each(photos if several else [photos]):
            if isinstance(result, UserError):
                raise result
            results.append(result)
        return results if several else results[0]

    def predict_each(self, photos):
        """Labels any number of photos in little memory.

        Photos are read in a thread while others are labelled.

        Args:
            photos (iterable): Photos, as :meth:`predict` takes them.

        Yields:
            ParsedPhoto or UserError: In the order of the photos; the error where one
            cannot be read.

        Raises:
            TypeError, ValueError: Something else than a photo.
        """
        large = False
        for batch in one_ahead(_batches(photos)):
            if large:  # and forgotten by now: the memory grew with every odd size
                release_memory()
            large = sum(photo.nbytes for photo, _, x in batch if x is not None
                        ) >= 3 * BATCH_PIXELS
            yield from self._label(batch)

    def _label(self, batch):
        inputs = [x for _, _, x in batch if x is not None]
        labels = iter(self._segment(np.stack(inputs)) if inputs else ())
        for photo, source, x in batch:
            if x is None:
                yield photo
            else:
                label = resize_label(next(labels), photo.shape[:2])
                yield ParsedPhoto(photo, label, source)


def _batches(photos):
    """Lists of photo, its path if any, and network input; or of error, path, None."""
    batch, n_pixel = [], 0
    for photo in photos:
        path = os.fspath(photo) if isinstance(photo, (str, os.PathLike)) else None
        try:
            photo = _to_array(photo)
            batch.append((photo, path, to_network_input(photo)))
            n_pixel += photo.shape[0] * photo.shape[1]
        except UserError as error:
            batch.append((error, path, None))
        if len(batch) == BATCH or n_pixel >= BATCH_PIXELS:
            yield batch
            batch, n_pixel = [], 0
    if batch:
        yield batch


def _to_array(photo):
    if isinstance(photo, (str, os.PathLike)):
        return read_photo(photo)
    if isinstance(photo, Image.Image):
        return to_rgb(photo)
    if not isinstance(photo, np.ndarray):
        raise TypeError(f'a photo is a path, a PIL image or an array, not '
                        f'{type(photo).__name__}')
    if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3 \
            or photo.size == 0:
        raise ValueError(f'an array of a photo is uint8 (H, W, 3) RGB, not '
                         f'{photo.dtype} {photo.shape}')
    return np.ascontiguousarray(photo)
