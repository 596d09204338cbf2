"""Errors in one line."""


def first_line(error):
    """The first line of an error's message that says something; else its type."""
    lines = (line.strip(' =-*') for line in str(error).splitlines())
    return next(filter(None, lines), type(error).__name__)
