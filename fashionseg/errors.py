"""The errors that users are meant to read."""

import re

# What breaks a line, or a terminal would obey.
_CONTROL = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029]+')


class UserError(Exception):
    """What is wrong with the input and what to do about it, in one line.

    Commands print the message after ``error:`` on the standard error stream and
    end with exit status 2, without a traceback. Names of files and what other
    libraries say may hold line breaks: they become spaces.
    """

    def __init__(self, message):
        super().__init__(_CONTROL.sub(' ', str(message)))


class Stopped(KeyboardInterrupt):
    """Ctrl-C or SIGTERM, with a line on what that leaves.

    Commands print the line and end with exit status 130 or 143, as a shell says it.

    Args:
        signum (int): SIGINT or SIGTERM.
        message (str): The line.
    """

    def __init__(self, signum, message='stopped'):
        super().__init__(message)
        self.signum = signum
