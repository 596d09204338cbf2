"""Room on the disks."""

import os
import shutil


def find_room(folders):
    """Free bytes where each folder lies, or will.

    Args:
        folders (dict): Name -> path (str), which need not exist.

    Returns:
        dict: Name -> dict with ``folder`` and ``free_bytes`` (int).
    """
    found = {}
    for name, folder in folders.items():
        there = os.path.abspath(folder)
        while not os.path.exists(there):
            there = os.path.dirname(there)
        found[name] = {'folder': folder, 'free_bytes': shutil.disk_usage(there).free}
    return found
