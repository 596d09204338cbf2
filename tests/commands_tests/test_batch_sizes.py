"""Batches given with commas."""

import argparse

import pytest

from fashionseg.commands.options.types import batch_sizes


@pytest.mark.parametrize('text, sizes', [
    ('8', (8,)), ('64,16,64', (16, 64)), (' 4, 8', (4, 8))])
def test_ascending_without_repeats(text, sizes):
    assert batch_sizes(text) == sizes


@pytest.mark.parametrize('text', ['', '0', '8,', '8;16', '-1', 'many'])
def test_no_batches(text):
    with pytest.raises(argparse.ArgumentTypeError, match='not a whole number from 1'):
        batch_sizes(text)
