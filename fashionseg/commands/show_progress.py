"""A progress bar for those who watch."""

import tqdm


def show_progress(items, text, total=None):
    """Wraps an iterable in a bar with the remaining time, on a terminal.

    Args:
        items (iterable): What is gone through.
        text (str): What is going on.
        total (int): Number of the items, where they do not know it themselves.

    Returns:
        iterable: The same items.
    """
    # None: no bar unless a terminal reads the error stream.
    return tqdm.tqdm(items, text, total, disable=None)
