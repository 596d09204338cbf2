"""The engine of this process."""

from fashionseg.engines.engine import Engine

_current = Engine()


def current_engine():
    """Returns the :class:`~fashionseg.engines.engine.Engine` in use."""
    return _current


def set_current_engine(engine):
    """Puts ``engine`` in use, for every thread of this process."""
    global _current
    _current = engine
