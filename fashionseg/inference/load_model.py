"""A trained network from its file."""

from collections import namedtuple
import os

from fashionseg.configurations import PROFILES, READINGS, Profile, make_net
from fashionseg.errors import UserError
from fashionseg.files import parse_json, read_tensors
from fashionseg.inference.load_arrays import load_arrays
from fashionseg.snapshots import check_format

Model = namedtuple('Model', 'net configuration seed connectivity absent data_hash')
Model.__doc__ = """A trained network.

* ``net``: :class:`~fashionseg.links.SegmentationNet` on the CPU.
* ``configuration``, ``seed``: Of its run.
* ``connectivity``: 4 or 8, what its run counts as one piece in mIoU+.
* ``absent``: 'left-out' or 'one', see :class:`fashionseg.metrics.\
SegmentationScores`.
* ``data_hash``: Hash of the data that it was trained on.
"""


def load_model(path, configuration=None, data_hash=None):
    """Builds the network that a file of weights describes, with these weights.

    Args:
        path (str): Folder of a run, which holds ``best.safetensors``, or such a file.
        configuration (str): Whose folder it is in; None takes any.
        data_hash (str): Hash of the data at hand; None takes any.

    Returns:
        Model: The network.

    Raises:
        UserError: Naming the file, when it is missing or damaged, of another version,
            of another configuration or other photos, or when its weights are not those
            of the network that it describes.
    """
    if os.path.isdir(path):
        path = os.path.join(path, 'best.safetensors')
    if not os.path.isfile(path):
        raise UserError(f'{path} is not there; name the folder of a run, with '
                        'best.safetensors in it, or such a file')
    try:
        arrays, metadata = read_tensors(path)
    except UserError as error:
        raise UserError(f'{error}; name the folder of another run') from None
    check_format(path, metadata, 'weights')
    try:
        record = parse_json(metadata['record'])
        settings = record['settings']
        net = make_net(record['configuration'], _sizes(settings['profile']),
                       variant=settings['variant'])
        model = Model(
            net, record['configuration'], int(record['seed']),
            _reading('connectivity', settings), _reading('absent', settings),
            str(record['data_hash']))
    except (ArithmeticError, KeyError, MemoryError, TypeError, ValueError) as error:
        raise UserError(
            f'{path} describes no network of this version ({type(error).__name__}: '
            f'{error}); remove it and train that run again') from None
    if configuration not in (None, model.configuration):
        raise UserError(
            f'{path} belongs to configuration {model.configuration} but lies in '
            f'the folder of {configuration}; move it to where it belongs')
    if data_hash not in (None, model.data_hash):
        raise UserError(
            f'{path} was made with other photos (data hash '
            f'{model.data_hash[:12]}, now {data_hash[:12]}); remove it and train '
            'that run again')
    load_arrays(path, arrays, net)
    return model


def _sizes(profile):
    # What a network is built from; the rest of a profile is for training.
    profile = Profile(**{**dict.fromkeys(Profile._fields), **profile})
    most = PROFILES['paper']
    # A file cannot make this process build anything larger than the paper's network.
    if not (0 < profile.width <= most.width and profile.divisor >= most.divisor
            and 0 <= profile.n_middle <= most.n_middle):
        raise ValueError(f'a network of width {profile.width}, divisor '
                         f'{profile.divisor} and {profile.n_middle} middle blocks')
    return profile


def _reading(name, settings):
    choices = READINGS[name].choices
    return choices[choices.index(settings[name])]
