"""A module seen with more names than it has."""

import types


class ExtendedModule(types.ModuleType):
    """Stands for a module inside one other module that needs names it lacks.

    It equals the module itself, because Chainer's code compares array modules
    (`xp != np`); `is` cannot be imitated, so do not use it where `is` is asked.

    Args:
        module (module): Where all other names come from.
        names (dict): Further names, taking precedence.
    """

    def __init__(self, module, **names):
        super().__init__(module.__name__, module.__doc__)
        self.__dict__.update(names, _module=module)

    def __getattr__(self, name):
        return getattr(self._module, name)

    def __eq__(self, other):
        return other is self or other is self._module

    def __hash__(self):
        return hash(self._module)
