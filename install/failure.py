"""The error that ends the set-up with one line."""


class SetupError(Exception):
    """What went wrong and what to do about it, in one line."""
