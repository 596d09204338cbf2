"""Is this the Python that the set-up can work with?"""

from failure import SetupError


OLDEST = (3, 10)
NEWEST = (3, 13)


def check_interpreter(version, implementation, has_ensurepip):
    """Raises a `SetupError` for a Python that cannot run the project.

    Args:
        version (tuple of int): `sys.version_info`, at least two numbers.
        implementation (str): `platform.python_implementation()`.
        has_ensurepip (bool): Whether the module `ensurepip` is there. Debian and
            Ubuntu keep it in a package of its own, so `venv` fails without it.
    """
    found = '{} {}.{}'.format(implementation, version[0], version[1])
    hint = 'call make with PYTHON=python3.11 (or another that you have)'
    if implementation != 'CPython':
        raise SetupError('{} cannot run this project, it needs CPython '
                         '3.10 to 3.13: {}'.format(found, hint))
    if not OLDEST <= tuple(version[:2]) <= NEWEST:
        raise SetupError('{} is not supported, Python 3.10 to 3.13 is '
                         'needed: {}'.format(found, hint))
    if not has_ensurepip:
        raise SetupError('this Python has no working venv module: install it, '
                         'on Debian and Ubuntu with "apt install python3-venv"')
