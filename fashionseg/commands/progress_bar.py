"""How far a command has come."""

import tqdm


def progress_bar(items, text, total=None):
    """Shows a bar with the remaining time while items are taken, on a terminal only.

    Args:
        items (iterable): What is worked on.
        text (str): What is going on.
        total (int): Number of the items, where they do not know it themselves.

    Returns:
        iterable: The same items.
    """
    # None: no bar unless a terminal reads the error stream.
    return tqdm.tqdm(items, text, total, disable=None, leave=False)
