"""Settings that must hold before NumPy is imported, and the compat layer."""

import os
import signal

# The machine's cores are shared by the test processes.
os.environ.setdefault('OMP_NUM_THREADS', '1')
os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')

# A shell's background jobs, and all that they start, would ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

import cv2  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402

import fashionseg  # noqa: E402,F401
from fashionseg.engines.current_engine import (  # noqa: E402
    current_engine, set_current_engine)
from fashionseg.engines.engine import Engine  # noqa: E402


cv2.setNumThreads(0)
# A slow machine is no failure, and the same code gives the same examples.
hypothesis.settings.register_profile(
    'fashionseg', deadline=None, derandomize=True)
hypothesis.settings.load_profile('fashionseg')


@pytest.fixture(autouse=True, scope='module')
def plain_engine():
    """What a module's fixtures compute does not depend on the modules before."""
    set_current_engine(Engine())


@pytest.fixture(autouse=True)
def engine_of_before():
    """No test computes with the engine that the one before it has put in use."""
    kept = current_engine()
    yield
    set_current_engine(kept)
