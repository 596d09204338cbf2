"""The prepared photos that a run asks for."""

import os

from fashionseg.commands.prepare import prepare
from fashionseg.datasets import PreparedDataset
from fashionseg.datasets.prepared_root import prepared_root
from fashionseg.errors import UserError


def find_data(dataset, profile_name, profile, data_dir, ccp_root=None,
              modanet_json=None, modanet_photos=None):
    """Prepares a data set where needed and opens it.

    Args:
        dataset (str): 'generated', 'ccp' or 'modanet'.
        profile_name (str): Name of the profile; generated photos differ by it.
        profile (fashionseg.configurations.Profile): How many photos to generate.
        data_dir (str): Folder of all prepared data sets.
        ccp_root, modanet_json, modanet_photos (str): Sources; needed only while the
            prepared form is not there.

    Returns:
        tuple: :class:`~fashionseg.datasets.PreparedDataset` for training and for
        evaluation.

    Raises:
        UserError: A source is missing or wrong.
    """
    root = prepared_root(data_dir, dataset, profile_name)
    sources = {'ccp': {'ccp_root': ccp_root},
               'modanet': {'modanet_json': modanet_json,
                           'modanet_photos': modanet_photos},
               'generated': {'n_train': profile.n_train, 'n_eval': profile.n_eval}}
    given = sources[dataset]
    if dataset == 'generated' or any(given.values()):
        prepare(dataset, root, **given)
    elif not os.path.exists(os.path.join(root, 'index.json')):
        options = ' and '.join('--' + key.replace('_', '-') for key in given)
        raise UserError(f'{dataset} is not prepared yet; give {options}')
    return PreparedDataset(root, 'train'), PreparedDataset(root, 'eval')
