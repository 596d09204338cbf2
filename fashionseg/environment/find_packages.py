"""Packages and their versions."""

import importlib.metadata
import re

# A requirement as in "cupy-cuda13x[ctk]==14.2.0; extra == 'cuda13'".
_REQUIREMENT = re.compile(
    r'''(?P<name>[\w.-]+)[^;]*(;.*extra == ['"](?P<extra>[\w-]+)['"])?''')


def find_packages():
    """Versions of all that the project names in setup.py.

    Returns:
        dict: Name -> version, in the order of setup.py. A package that is not
        installed has the words 'not installed' and the extra that brings it.
    """
    found = {}
    try:
        requirements = importlib.metadata.requires('fashionseg')
    except importlib.metadata.PackageNotFoundError:
        requirements = []
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        if match['name'] not in found:
            found[match['name']] = _version(match['name'], match['extra'])
    return found


def _version(name, extra):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return 'not installed' + (f' (extra {extra})' if extra else '')
