"""A trained network from the folder of its run."""

from collections import namedtuple
import json
import os

from fashionseg.configurations import Profile, make_net
from fashionseg.errors import UserError
from fashionseg.inference.load_arrays import load_arrays

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
    """Builds the network that ``run.json`` describes and fills it with its weights.

    Args:
        path (str): Folder of a run, or its ``best.npz``; ``run.json`` lies beside it.
        configuration (str): Whose folder it is in; None takes any.
        data_hash (str): Hash of the data at hand; None takes any.

    Returns:
        Model: The network.

    Raises:
        UserError: Naming the file, when ``run.json`` is missing or damaged or belongs
            to another configuration or other photos, or when the weights are missing
            or damaged or do not fit.
    """
    if os.path.isdir(path):
        path = os.path.join(path, 'best.npz')
    if not os.path.isfile(path):
        raise UserError(f'{path} is not there; name the folder of a run, with best.npz '
                        'and run.json in it')
    run_path = os.path.join(os.path.dirname(path), 'run.json')
    try:
        with open(run_path, encoding='utf-8') as file:
            run = json.load(file)
        settings = run['settings']
        sizes = dict.fromkeys(Profile._fields)
        # What a network is built from; the rest of a profile is for training.
        profile = Profile(**{**sizes, **settings['profile']})
        net = make_net(run['configuration'], profile, variant=settings['variant'])
        model = Model(net, run['configuration'], int(run['seed']),
                      settings['connectivity'], settings['absent'], run['data_hash'])
    except (ArithmeticError, KeyError, OSError, TypeError, ValueError) as error:
        raise UserError(
            f'{run_path} is missing, damaged or of another version '
            f'({type(error).__name__}: {error}); remove its folder and train that run '
            'again') from None
    if configuration not in (None, model.configuration):
        raise UserError(
            f'{run_path} belongs to configuration {model.configuration} but lies in '
            f'the folder of {configuration}; move it to where it belongs')
    if data_hash not in (None, model.data_hash):
        raise UserError(
            f'{run_path} was made with other photos (data hash '
            f'{str(model.data_hash)[:12]}, now {data_hash[:12]}); remove its folder '
            'and train that run again')
    load_arrays(path, net)
    return model
