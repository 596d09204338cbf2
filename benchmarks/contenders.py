"""Who is timed in which part."""

from collections import namedtuple

Contender = namedtuple('Contender', 'title engine precision layout tuned once')
Contender.__doc__ = """One row of a table.

* ``title``: Its name there.
* ``engine``, ``precision``, ``layout``, ``tuned``: See
  :func:`benchmarks.worker.work`.
* ``once``: Whether one round is enough, as for what takes very long.
"""

Part = namedtuple('Part', 'group work network batches')
Part.__doc__ = """What one table is about.

* ``group``: The word for it on the command line.
* ``work``: 'inference' or 'training'.
* ``network``: A configuration of :mod:`fashionseg.configurations`.
* ``batches``: Photos, ascending.
"""

PARTS = {
    'inference': Part('inference', 'inference', 'A', (1, 4)),
    'training': Part('training', 'training', 'A', (4, 8)),
    'unet': Part('baselines', 'training', 'unet', (4,)),
    'pspnet': Part('baselines', 'training', 'pspnet', (4,)),
    'deeplabv3plus': Part('baselines', 'training', 'deeplabv3plus', (4,)),
    'segnet': Part('baselines', 'training', 'segnet', (4,)),
}
GPU_BATCHES = 16, 32, 64, 128, 256
TWINS = 'A', 'unet'
LAYOUTS = 'contiguous', 'channels last'


def contenders(part, gpu=False):
    """The contenders of a part.

    Args:
        part (Part): Of ``PARTS``.
        gpu (bool): Those for a GPU.

    Returns:
        list of Contender: In the order of the table. The first is the reference.
    """
    found = [Contender('Chainer as is', 'as is', 'float32', None, False, True)]
    if gpu:
        for precision in 'float32', 'tf32', 'float16':
            found.append(_ours('aten', precision))
            found += _torch(part, precision, False)
        return found
    found += [_ours('numpy', 'float32'), _ours('aten', 'float32')]
    low = [] if part.work == 'inference' else [_ours('aten', 'bfloat16')]
    if part.network in TWINS:
        found += _torch(part, 'float32', False) + _torch(part, 'float32', True)
        low += _torch(part, 'bfloat16', False) + _torch(part, 'bfloat16', True)
    if part.work == 'inference':
        found += [_graph('ONNX Runtime', 'float32'), _graph('OpenVINO', 'float32')]
        low.append(_graph('OpenVINO', 'bfloat16'))
    return found + (low if part.network == 'A' else [])


def _ours(engine, precision):
    return Contender(f'ours, {engine}', engine, precision, None, False, False)


def _graph(title, precision):
    engine = title.lower().replace(' ', '')
    return Contender(f'ours, {title}', engine, precision, None, False, False)


def _torch(part, precision, tuned):
    title = 'PyTorch autocast' if precision.endswith('16') else 'PyTorch eager'
    more = ' (allocator told' if tuned else ''
    if tuned:
        more += ')' if part.work == 'inference' else ', fused Adam)'
    return [Contender(f'{title}, {layout}{more}', 'torch', precision, layout, tuned,
                      tuned) for layout in LAYOUTS]
