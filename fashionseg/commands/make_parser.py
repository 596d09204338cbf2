"""The command line of one command."""

import importlib

from fashionseg.commands.argument_parser import ArgumentParser


def make_parser(command):
    """Makes the parser of a command, without what the command needs to work.

    Args:
        command (str): Key of ``COMMANDS``.

    Returns:
        ArgumentParser: With all options of :mod:`fashionseg.commands.options`.
    """
    typed = importlib.import_module(f'fashionseg.commands.options.{command}')
    parser = ArgumentParser(f'fashionseg {command}', typed.DESCRIPTION,
                            f'example:\n  {typed.EXAMPLE}')
    typed.add_options(parser)
    return parser
