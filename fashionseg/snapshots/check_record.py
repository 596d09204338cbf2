"""Whether a snapshot is of the run that is asked for."""

from fashionseg.errors import UserError


def check_record(path, stored, record, apart_from=()):
    """Compares what decides the numbers of two runs.

    Args:
        path (str): The snapshot, for the message.
        stored (dict): Its record, as JSON, with dictionaries in it.
        record (dict): That of the run that is asked for.
        apart_from (tuple of str): Names that may differ, as ``settings.n_device``.

    Raises:
        UserError: They differ; the message says in what, with both values.
    """
    there, here = _flatten(stored), _flatten(record)
    differences = [
        f'{name} is {there.get(name, "not given")} there and '
        f'{here.get(name, "not given")} here'
        for name in sorted((set(there) | set(here)) - set(apart_from))
        if name not in there or name not in here or there[name] != here[name]]
    if differences:
        raise UserError(f'{path} is of a run with other settings or photos '
                        f'({"; ".join(differences)}); give the command that made it, '
                        'or another --out, or remove the snapshots to begin anew')


def _flatten(record, prefix=''):
    flat = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat.update(_flatten(value, f'{prefix}{name}.'))
        else:
            flat[prefix + name] = value
    return flat
