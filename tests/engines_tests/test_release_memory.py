"""Freed memory goes back to the system, in a process of its own."""

import ctypes
import subprocess
import sys

import pytest

from fashionseg.engines.release_memory import release_memory

# 100 arrays of 1 MiB with small ones between them, which stay: no end of the heap can
# be cut off.
CODE = """
import numpy as np
from fashionseg.engines.keep_memory import keep_memory
from fashionseg.engines.release_memory import release_memory

def resident():
    with open('/proc/self/statm') as file:
        return int(file.read().split()[1]) * 4096 / 2 ** 20

keep_memory()
arrays = [np.ones(n, np.uint8) for _ in range(100) for n in (2 ** 20, 5000)]
before = resident()
del arrays[::2]
kept = resident()
print(before - kept < 20, release_memory(), before - resident() > 80)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), 'malloc_trim'), reason='needs glibc')
def test_pages_between_others_are_given_back():
    out = subprocess.run([sys.executable, '-c', CODE], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    assert out == 'True True True\n'


def _fail(name):
    raise OSError


@pytest.mark.parametrize('library', [lambda name: object(), _fail])
def test_library_without_it(monkeypatch, library):
    monkeypatch.setattr(ctypes, 'CDLL', library)
    assert release_memory() is False
