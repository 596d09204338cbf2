"""``fashionseg COMMAND``, or ``python -m fashionseg COMMAND``."""

import argparse
import importlib
import os
import select
import shlex
import sys

import fashionseg
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.check_place import check_place
from fashionseg.commands.command_table import COMMANDS, GROUPS, TOGETHER
from fashionseg.commands.make_parser import make_parser
from fashionseg.commands.run_command import run_command
from fashionseg.commands.run_together import run_together

NO_READER = 141  # what a shell says of a program that SIGPIPE ended
STATUSES = f"""exit status:
  0    done
  1    done, and something is to be looked at: photos were skipped, faults found
  2    nothing done: bad input, a full disk; one line on the error stream says why
  130  stopped by Ctrl-C, or 143 by SIGTERM; what was finished stays
  {NO_READER}  nobody reads the output any more, as behind `| head`"""


def main(argv=None):
    """Calls one command.

    Args:
        argv (list of str): Command and options; default: those of the process.

    Returns:
        int: Exit status, see ``STATUSES``.
    """
    try:
        try:
            return _main(sys.argv[1:] if argv is None else argv)
        except SystemExit as end:  # argparse after --help, or after an error
            return end.code
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        gone = [s for s in (sys.stdout, sys.stderr) if _without_reader(s)]
        if not gone:
            raise
        for stream in gone:  # Python flushes once more at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return NO_READER


def _main(argv):
    parser = ArgumentParser(
        'fashionseg', 'Semantic segmentation of street fashion photos: the network, '
        'losses and metrics of Dang & Kameyama (2019), in Chainer.', _overview())
    parser.usage = 'fashionseg COMMAND [options]'
    parser.add_argument('--version', action='version',
                        version=f'fashionseg {fashionseg.__version__}')
    parser.add_argument('command', choices=COMMANDS, metavar='COMMAND',
                        help=argparse.SUPPRESS)
    command = parser.parse_args(argv[:1]).command
    args = make_parser(command).parse_args(argv[1:])
    args.command_line = shlex.join(['fashionseg', *argv])
    if command in TOGETHER:
        return run_together(lambda processes: _call(command, args, processes),
                            args.devices != 'cpu')
    return run_command(_call, command, args)


def _call(command, *args):
    if getattr(args[0], 'json', None) not in (None, '-'):
        check_place(args[0].json)
    # Imported when called: Chainer takes a while, and help must not wait for it.
    return importlib.import_module(f'fashionseg.commands.{command}').run(*args)


def _overview():
    lines = ['commands, each with a --help of its own:']
    for group, commands in GROUPS.items():
        lines += ['', f'  to {group}']
        lines += [f'    {name:10} {words}' for name, words in commands.items()]
    return '\n'.join([*lines, '', STATUSES])


def _without_reader(stream):
    asked = select.poll()
    asked.register(stream.fileno(), select.POLLOUT)
    return any(event & select.POLLERR for _, event in asked.poll(0))
