"""``python -m fashionseg COMMAND``."""

import importlib
import sys

from fashionseg.commands.argument_parser import ArgumentParser

COMMANDS = {
    'report': 'write one HTML file with all that is known of the runs',
    'figures': 'draw Figures 3, 4 and 5 from finished results',
    'claims': 'judge the statements of the paper on its tables and on ours',
    'verify': 'look for faults in the files of ModaNet',
    'prepare': 'bring a data set into the prepared form',
    'reproduce': 'train what has no result yet and write the tables',
    'questions': 'measure and write what the paper leaves open',
    'costs': 'count and time what each network costs',
    'predict': 'label photos with a trained network',
    'evaluate': 'score the best weights of a run on its held-out photos',
    'export': 'write a trained network as an ONNX file',
    'env': 'describe this machine: packages, threads, engines, GPUs',
    'tables': 'write the tables anew from finished results',
}


def main(argv):
    """Calls one command; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg', epilog='Each command has a --help of its own. '
        'Single configurations are trained by the scripts in experiments/.')
    commands = parser.add_subparsers(dest='command', required=True, metavar='COMMAND')
    for name, text in COMMANDS.items():
        commands.add_parser(name, help=text, add_help=False)
    command = parser.parse_args(argv[:1]).command
    # Imported when called: Chainer takes a while.
    module = importlib.import_module(f'fashionseg.commands.{command}')
    return module.main(argv[1:])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
