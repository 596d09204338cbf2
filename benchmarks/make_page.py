"""The page with all tables of a run."""

from fashionseg.tables.draw_grid import draw_grid
from fashionseg.tables.escape_markdown import escape_markdown
from fashionseg.tables.grid import Grid

TITLES = {
    'inference': 'Inference: photos to labels, configuration A',
    'training': 'Training step with its update, configuration A',
    'unet': 'Training step with its update, U-Net',
    'pspnet': 'Training step with its update, PSPNet',
    'deeplabv3plus': 'Training step with its update, DeepLabv3+',
    'segnet': 'Training step with its update, SegNet',
    'input': 'Input: from the files of a photo to x and t',
    'metrics': 'Metrics: mIoU and mIoU+ of a photo',
}
MOST_IN_CELL = 40  # characters; longer reasons stand below the table
_HOW = (
    'Seconds are per photo: median over all timed calls, the least and the most beside '
    'it. Each contender runs in a process of its own, in turn, round after round; up '
    'to three calls before the first timed one do not count.',
    'x Chainer, x PyTorch: how many times as fast as Chainer as is, and as the faster '
    'layout of PyTorch as its users run it, in the same precision and batch.',
    "Chainer as is: Chainer, mended for today's NumPy and no more. PyTorch is "
    'shown as its users run it, and once more with the C library told to keep its '
    'memory and with the fused form of Adam.',
    'memory: the most that the process had at once, libraries included. off: the first '
    'loss (relative) or the labels (share of the pixels) against Chainer as is, with '
    'weights that are not trained.')


def make_page(report):
    """Draws a report as Markdown.

    Args:
        report (dict): ``machine``, ``origin`` and ``twins`` (name -> text or
            number), ``bars`` (list of :class:`benchmarks.judge_bars.Bar`), ``rows``
            with their medians, ``plain`` ('input', 'metrics' -> rows), ``agreement``
            (dict or None), and ``rates`` (of a GPU: name -> TFLOP/s, or None).

    Returns:
        str: The page, ending with a line break.
    """
    parts = ['# Speed', _list(*(
        f'{key}: {value}' for key, value in {
            **report['origin'], **report['machine']}.items()))]
    if report['bars']:
        parts += ['## Targets', draw_grid(_bar_grid(report['bars']))]
    parts += ['## How', _list(*_HOW, *_twins(report['twins']))]
    if report['rates']:
        parts.append(_list(*(f'measured rate of the card in {key}: {value:.1f} TFLOP/s'
                             for key, value in report['rates'].items())))
    seen = dict.fromkeys((row['part'], row['batch']) for row in report['rows'])
    for part, n in seen:
        rows = [row for row in report['rows']
                if (row['part'], row['batch']) == (part, n)]
        parts += [f'## {TITLES[part]}, batch {n}', draw_grid(_row_grid(rows))]
        failed = [f"{row['title']}, {row['precision']}: {row['missing']}"
                  for row in rows if _is_long(row.get('missing', ''))]
        parts += [_list(*failed)] * bool(failed)
    for name, rows in report['plain'].items():
        notes = dict.fromkeys(row['note'] for row in rows if 'note' in row)
        parts += [f'## {TITLES[name]}', draw_grid(_plain_grid(rows)), _list(*notes)]
    if report['agreement']:
        parts += ['## Labels of a trained network', _agreement(report['agreement'])]
    return '\n\n'.join(parts) + '\n'


def _list(*lines):
    return '\n'.join(f'- {escape_markdown(line)}' for line in lines)


def _twins(twins):
    for network, found in twins.items():
        yield (f'The twin of {network} in PyTorch against Chainer, in float64: ' +
               ', '.join(f'{name} differ by {value:.1e}'
                         for name, value in found.items()) + '.')


def _bar_grid(bars):
    return Grid('', ['target', 'asked', 'measured', 'against tuned PyTorch', 'verdict'],
                [[bar.text, bar.target, _number(bar.figure), _number(bar.tuned),
                  bar.verdict] for bar in bars])


def _row_grid(rows):
    shares = any('share' in row for row in rows)
    lines = []
    for row in rows:
        line = [row['title'], row['precision']]
        if 'missing' in row:
            reason = row['missing']
            line += ['failed' if _is_long(reason) else reason] + ['-'] * 5
        else:
            line += [_seconds(row['median']),
                     f"{_seconds(row['low'])} to {_seconds(row['high'])}",
                     _number(row['times_chainer']), _number(row['times_pytorch']),
                     f"{row['peak_bytes'] / 2 ** 30:.2f} GiB",
                     f"{row['difference']:.1e}" if 'difference' in row else '-']
        share = f"{row['share']:.0%}" if 'share' in row else '-'
        lines.append(line + [share] * shares)
    header = ['contender', 'precision', 's per photo', 'least to most', 'x Chainer',
              'x PyTorch', 'memory', 'off']
    return Grid('', header + ['of the rate'] * shares, lines)


def _seconds(value):
    """A photo takes a GPU a thousandth of a second."""
    return f'{value:.4f}' if value > .01 else f'{value:.6f}'


def _plain_grid(rows):
    lines = []
    for row in rows:
        if 'missing' in row:
            lines.append([row['title'], row['missing']] + ['-'] * 3)
        else:
            lines.append([
                row['title'], f"{1000 * row['median']:.3f}",
                f"{1000 * row['low']:.3f} to {1000 * row['high']:.3f}",
                f"{1 / row['median']:.0f}", _number(row['times_reference'])])
    return Grid('', ['contender', 'ms per photo', 'least to most', 'photos per s',
                     'x reference'], lines)


def _is_long(reason):
    return len(reason) > MOST_IN_CELL


def _agreement(found):
    return escape_markdown(
        f"OpenVINO in bfloat16 and in float32, {found['n_photo']} photos of "
        f"{found['dataset']}, configuration {found['configuration']}: "
        f"{found['equal_labels']:.3%} of the labels are equal; mIoU "
        f"{found['float32']:.4f} in float32, {found['bfloat16']:.4f} in bfloat16.")


def _number(value):
    return '-' if value is None else f'{value:.3g}'
