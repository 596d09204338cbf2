"""A progress bar for those who watch."""

import sys

import tqdm


def show_progress(items, text):
    """Wraps an iterable in a progress bar, on a terminal.

    Args:
        items (iterable): What is gone through.
        text (str): What is going on.

    Returns:
        iterable: The same items.
    """
    return tqdm.tqdm(items, text, disable=not sys.stderr.isatty())
