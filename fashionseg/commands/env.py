"""``fashionseg env``: what a run would meet on this machine."""

from fashionseg import __version__
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.tell import tell
from fashionseg.environment import describe_environment


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.
    """
    report = {'source': {'version': __version__, 'commit': current_commit()},
              **describe_environment(args.out, args.data)}
    tell(_lines(report), args.json, report)


def _lines(report):
    for section, entries in report.items():
        yield section
        for name, value in entries.items():
            title = name if section == 'packages' else _title(name)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for k, one in enumerate(value):
                    yield f'  {k}: {_text(name, one)}'
            else:
                yield f'  {title}: {_text(name, value)}'


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
