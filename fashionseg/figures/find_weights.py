"""Which models have weights."""

import os
import re

from fashionseg.tables.columns import COLUMNS


def find_weights(folder):
    """Finds the weights of the first run of every configuration.

    Args:
        folder (str): ``<results>/<dataset>/<profile>``.

    Returns:
        dict: Configuration -> path of its ``seed<n>/best.safetensors`` with the
        lowest n, in the order of Table III; without the configurations that have none.
    """
    found = {}
    for configuration in COLUMNS:
        root = os.path.join(folder, configuration)
        names = os.listdir(root) if os.path.isdir(root) else []
        seeds = sorted(int(match[1]) for name in names
                       if (match := re.fullmatch(r'seed(\d+)', name)))
        paths = [os.path.join(root, f'seed{seed}', 'best.safetensors')
                 for seed in seeds]
        first = next((path for path in paths if os.path.isfile(path)), None)
        if first:
            found[configuration] = first
    return found
