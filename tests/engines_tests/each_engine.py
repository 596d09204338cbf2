"""Tests that run under one engine after the other."""

import contextlib

import pytest

from fashionseg.engines.current_engine import current_engine, set_current_engine
from fashionseg.engines.use_engine import use_engine


@contextlib.contextmanager
def using(name, **options):
    """An engine for the length of a block; skips the test without PyTorch."""
    if name == 'aten':
        pytest.importorskip('torch', reason='PyTorch is not installed')
    kept = current_engine()
    use_engine(name, **options)
    try:
        yield
    finally:
        set_current_engine(kept)
