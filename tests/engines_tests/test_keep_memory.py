import ctypes
import sys

import pytest

from fashionseg.engines.keep_memory import keep_memory


@pytest.fixture
def forgotten():
    keep_memory.cache_clear()
    yield
    keep_memory.cache_clear()


@pytest.mark.skipif(not sys.platform.startswith('linux'), reason='needs glibc')
def test_asks_the_allocator_once(forgotten, monkeypatch):
    calls = []

    class Library:
        def __init__(self, name):
            pass

        def mallopt(self, number, value):
            calls.append((number, value))
            return 1

    monkeypatch.setattr(ctypes, 'CDLL', Library)
    assert keep_memory() and keep_memory()
    # M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, M_TOP_PAD of malloc.h.
    assert [number for number, _ in calls] == [-3, -1, -2]


@pytest.mark.parametrize('error', [OSError, TypeError])
def test_library_that_cannot_be_opened(forgotten, monkeypatch, error):
    def fail(name):
        raise error
    monkeypatch.setattr(ctypes, 'CDLL', fail)
    assert keep_memory() is False


def test_library_without_mallopt(forgotten, monkeypatch):
    monkeypatch.setattr(ctypes, 'CDLL', lambda name: object())
    assert keep_memory() is False
