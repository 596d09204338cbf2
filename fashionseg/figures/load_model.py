"""A trained network from the folder of its run."""

from collections import namedtuple
import json
import os

from fashionseg.configurations import Profile, make_net
from fashionseg.errors import UserError
from fashionseg.figures.load_arrays import load_arrays

Model = namedtuple('Model', 'net seed connectivity')
Model.__doc__ = """A trained network.

* ``net``: :class:`~fashionseg.links.SegmentationNet` on the CPU.
* ``seed``: Seed of its run.
* ``connectivity``: 4 or 8, what its run counts as one piece in mIoU+.
"""


def load_model(path, configuration, data_hash):
    """Builds the network that ``run.json`` describes and fills it with its weights.

    Args:
        path (str): ``best.npz`` of a run; ``run.json`` lies beside it.
        configuration (str): Whose folder it is in.
        data_hash (str): Hash of the data at hand.

    Returns:
        Model: The network.

    Raises:
        UserError: Naming the file, when ``run.json`` is missing or damaged or belongs
            to another configuration or other photos, or when the weights are damaged
            or do not fit.
    """
    run_path = os.path.join(os.path.dirname(path), 'run.json')
    try:
        with open(run_path, encoding='utf-8') as file:
            run = json.load(file)
        settings = run['settings']
        sizes = dict.fromkeys(Profile._fields)
        # What a network is built from; the rest of a profile is for training.
        profile = Profile(**{**sizes, **settings['profile']})
        net = make_net(run['configuration'], profile, variant=settings['variant'])
        model = Model(net, int(run['seed']), settings['connectivity'])
        found = run['configuration'], run['data_hash']
    except (ArithmeticError, KeyError, OSError, TypeError, ValueError) as error:
        raise UserError(
            f'{run_path} is missing, damaged or of another version '
            f'({type(error).__name__}: {error}); remove its folder and train that run '
            'again') from None
    if found[0] != configuration:
        raise UserError(f'{run_path} belongs to configuration {found[0]} but lies in '
                        f'the folder of {configuration}; move it to where it belongs')
    if found[1] != data_hash:
        raise UserError(
            f'{run_path} was made with other photos (data hash {str(found[1])[:12]}, '
            f'now {data_hash[:12]}); remove its folder and train that run again')
    load_arrays(path, net)
    return model
