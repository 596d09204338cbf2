"""The one error that users are meant to read."""


class UserError(Exception):
    """What is wrong with the input and what to do about it, in one line.

    Commands print the message after ``error:`` on the standard error stream and
    end with exit status 2, without a traceback.
    """
