"""``python -m fashionseg env``: what a run would meet on this machine."""

import json

from fashionseg import __version__
from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.run_command import run_command
from fashionseg.environment import describe_environment


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg env',
        description='Describes machine, packages, threads, engines, GPUs and room; '
                    'what a report of a fault should bring.')
    parser.add_argument('--json', action='store_true', help='for machines')
    parser.add_argument('--out', metavar='DIR', default='results',
                        help='folder of the results (results)')
    parser.add_argument('--data', metavar='DIR', default='data/prepared',
                        help='folder of the prepared data sets (data/prepared)')
    return run_command(_env, parser.parse_args(argv))


def _env(args):
    report = {'source': {'version': __version__, 'commit': current_commit()},
              **describe_environment(args.out, args.data)}
    if args.json:
        print(json.dumps(report, indent=2))
        return
    for section, entries in report.items():
        print(section)
        for name, value in entries.items():
            title = name if section == 'packages' else _title(name)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for k, one in enumerate(value):
                    print(f'  {k}: {_text(name, one)}')
            else:
                print(f'  {title}: {_text(name, value)}')


def _title(name):
    return name if name.isupper() else name.removesuffix('_bytes').replace('_', ' ')


def _text(name, value):
    if isinstance(value, dict):
        value = [f'{_title(key)} {_text(key, one)}' for key, one in value.items()]
    if value is None or value in ([], ''):
        return 'none'
    if isinstance(value, list):
        return ', '.join(value)
    if name.endswith('_bytes'):
        return f'{value / 2 ** 30:.1f} GiB'
    if isinstance(value, bool):
        return 'yes' if value else 'no'
    return str(value)
