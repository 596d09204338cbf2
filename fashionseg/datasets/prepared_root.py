"""Where the prepared form of a data set lies."""

import os


def prepared_root(data_dir, dataset, profile_name):
    """Folder of one prepared data set.

    Args:
        data_dir (str): Folder of all prepared data sets.
        dataset (str): 'generated', 'ccp' or 'modanet'.
        profile_name (str): Name of the profile; generated photos differ by it.

    Returns:
        str: The folder, which may not be there yet.
    """
    name = f'generated-{profile_name}' if dataset == 'generated' else dataset
    return os.path.join(data_dir, name)
