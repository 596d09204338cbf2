"""The errors that users are meant to read."""


class UserError(Exception):
    """What is wrong with the input and what to do about it, in one line.

    Commands print the message after ``error:`` on the standard error stream and
    end with exit status 2, without a traceback.
    """


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
