"""The photos that figures show, and what every model makes of them."""

import os
from collections import namedtuple

from fashionseg.errors import UserError
from fashionseg.figures.choose_photos import choose_photos
from fashionseg.figures.choose_pooling_photo import choose_pooling_photo
from fashionseg.figures.find_photo import find_photo
from fashionseg.figures.predict_photos import predict_photos
from fashionseg.inference import load_model
from fashionseg.transforms import EvaluationTransform

N_PHOTO = 6  # a landscape page
MOST_PHOTOS = 20

PoolingPhoto = namedtuple('PoolingPhoto', 'id photo label choice')
PoolingPhoto.__doc__ = """The photo of Figure 3.

* ``id``: Of the photo.
* ``photo``: (H, W, 3) uint8 RGB.
* ``label``: (224, 224) int32 class ids.
* ``choice``: How it was chosen, in words.
"""


class Samples:
    """Photos of a data set, chosen once, and predictions, each made once.

    A prediction is made anew only when the file of the weights has changed, so that
    several pages, and a page that is written again and again, share the work.

    Args:
        held_out (fashionseg.datasets.PreparedDataset): Evaluation photos.
        photos (list of str): Ids for Figures 4 and 5; None: ``n_photo`` chosen ones.
        n_photo (int): How many to choose, at most 20.
        pooling_photo (str): Id for Figure 3; None: the one that loses the most.
        show (callable): Wraps an iterable, as a progress bar does; its second
            argument says what is going on.

    Attributes:
        held_out: As given.
        ids (list of str): Ids of the photos of Figures 4 and 5.
        photos (list of numpy.ndarray): (H, W, 3) uint8 RGB.
        truths (list of numpy.ndarray): (224, 224) int32 class ids.
        choice (str): How these photos were chosen, in words.
        pooling (PoolingPhoto): Of Figure 3.

    Raises:
        UserError: An unknown photo, or too many or too few.
    """

    def __init__(self, held_out, photos=None, n_photo=N_PHOTO, pooling_photo=None,
                 show=lambda items, text: items):
        self.held_out = held_out
        chosen = _find_photos(held_out, photos, n_photo)
        pooling = pooling_photo and find_photo(held_out, pooling_photo)
        if pooling is None:
            pooling = choose_pooling_photo(
                held_out, lambda items: show(items, 'labels'))
        transform = EvaluationTransform()
        self.ids = [held_out.ids[i] for i in chosen]
        self.choice = _choice(photos)
        pairs = [held_out[i] for i in chosen]
        self.photos = [photo for photo, _ in pairs]
        self._examples = [transform(*pair) for pair in pairs]
        self.truths = [truth for _, truth in self._examples]
        photo, label = held_out[pooling]
        self.pooling = PoolingPhoto(
            held_out.ids[pooling], photo, transform(photo, label)[1],
            _pooling_choice(pooling_photo))
        self._predicted = {}

    def predict(self, configuration, path):
        """What the weights of one configuration make of the photos.

        Args:
            configuration (str): Whose weights they are.
            path (str): The weights, as ``find_weights`` names them.

        Returns:
            tuple: Seed of the run, and a list of
            :class:`~fashionseg.figures.predict_photos.Prediction`, one for each photo.

        Raises:
            UserError: Weights that are damaged or of other photos.
        """
        state = _state(path)
        if self._predicted.get(configuration, (None,))[0] != state:
            model = load_model(path, configuration, self.held_out.data_hash)
            self._predicted[configuration] = (
                state, model.seed, predict_photos(model, self._examples))
        return self._predicted[configuration][1:]


def _state(path):
    try:
        status = os.stat(path)
    except OSError as error:
        raise UserError(f'{path} cannot be read ({error.strerror}); train that run '
                        'again') from None
    return path, status.st_mtime_ns, status.st_size


def _find_photos(held_out, photos, n_photo):
    n_photo = n_photo if photos is None else len(photos)
    if not 1 <= n_photo <= MOST_PHOTOS:
        raise UserError(f'a figure of {n_photo} photos cannot be drawn; ask for 1 to '
                        f'{MOST_PHOTOS}')
    if photos is None:
        return choose_photos(held_out, n_photo)
    return [find_photo(held_out, photo_id) for photo_id in photos]


def _pooling_choice(photo_id):
    return 'given by id' if photo_id else (
        'the evaluation photo in which nearest neighbour loses the most classes, '
        'summed over the scales')


def _choice(photos):
    return 'given by id' if photos else (
        'chosen without a look at any prediction: each next one has the most classes '
        'that the ones before do not show')
