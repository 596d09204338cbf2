"""The findings in plain sentences."""

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.modanet_check.category_names import OFFICIAL_NAMES
from fashionseg.datasets.modanet_check.fault_kinds import FAULT_KINDS

# Faults of a kind, and pairs of classes, that are named.
N_NAMED = 3


def describe_report(json_path, photos_path, report):
    """Says what was found, a sentence a line.

    Args:
        json_path, photos_path (str), report (dict): As in
            :func:`~fashionseg.datasets.modanet_check.check_modanet`.

    Returns:
        list of str: Lines.
    """
    copy = report['copy'] or 'no known copy of ModaNet'
    lines = [f'{json_path} is {copy} (MD5 {report["md5"]}): '
             f'{report["n_photo"]} photos, {report["n_annotation"]} annotations.']
    if report['other_names']:
        lines.append(_names(report['other_names']))
    found = {kind: faults for kind, faults in report['faults'].items() if faults}
    lines += [_fault(kind, faults, report['n_photo']) for kind, faults in found.items()]
    if report['unusable']:
        return lines
    if photos_path is None:
        lines.append('Photos were not looked at; --modanet-photos names them.')
    lines.append(_overlaps(report['overlaps']))
    stops = any(FAULT_KINDS[kind].stops for kind in found)
    lines.append('No fault was found.' if not found else
                 'prepare stops at these files.' if stops else
                 'prepare goes on with these files.')
    return lines


def _names(names):
    listed = [f'{c} is {name!r} for {OFFICIAL_NAMES[c]!r}' if name else f'{c} has none'
              for c, name in names.items()]
    return ('Category names differ from the official ones, which does not matter, '
            f'since ids decide: {_first(listed)}.')


def _fault(kind, faults, n_photo):
    words = FAULT_KINDS[kind]
    n = len(faults)
    share = f', {n / n_photo:.1%} of all' if kind == 'missing_photos' else ''
    return (f'{n} {words.one if n == 1 else words.several}{share} '
            f'({_first([_name(fault) for fault in faults])}): {words.effect}.')


def _name(fault):
    words = [f'{key} {fault[key]}' for key in ('annotation', 'photo')
             if fault.get(key) is not None]
    why = [fault['why']] if fault.get('why') else []
    return ', '.join([' of '.join(words)] + why if words else why)


def _first(names):
    more = len(names) - N_NAMED
    return '; '.join(names[:N_NAMED] + ([f'and {more} more'] if more > 0 else []))


def _overlaps(overlaps):
    if not overlaps['n_photo']:
        return 'No pixel is covered by annotations of two classes.'
    pairs = [f'{" and ".join(CLASS_NAMES[c] for c in pair["classes"])} in '
             f'{pair["n_photo"]}' for pair in overlaps['pairs'][:N_NAMED]]
    share = overlaps['overlap_pixels'] / overlaps['pixels']
    return (f'Annotations of two or more classes cover {share:.2%} of the pixels, in '
            f'{overlaps["n_photo"]} photos, most often {"; ".join(pairs)}: --overlap '
            'of prepare decides which is seen.')
