"""What was asked for, beside what was measured."""

from benchmarks.find_least import find_least
from benchmarks.make_bar import make_bar

OURS = 'numpy', 'aten', 'onnxruntime', 'openvino'
BASELINES = {'pspnet': 'PSPNet', 'deeplabv3plus': 'DeepLabv3+', 'segnet': 'SegNet'}


def judge_bars(rows, plain, agreement):
    """Judges every target of a run on a CPU.

    Args:
        rows (list of dict): Of all parts, with their medians.
        plain (dict): 'input', 'metrics' -> rows of these scripts, with medians.
        agreement (dict): What :func:`benchmarks.label_agreement.label_agreement`
            returns, or None.

    Returns:
        list of Bar: In the order of the parts.
    """
    bars = []
    for n in 1, 4:
        for precision in 'float32', 'bfloat16':
            place = rows, 'inference', n, precision
            bars.append(_against_torch(
                f'inference, batch {n}, {precision}: our fastest against PyTorch',
                find_least(*place, OURS), *place, 'at least 2'))
    bars += [
        make_bar('labels equal in OpenVINO bfloat16 and float32, percent',
                 'at least 99.5', agreement and 100 * agreement['equal_labels']),
        make_bar('mIoU, difference between the two', 'at most 0.002',
                 agreement and abs(agreement['bfloat16'] - agreement['float32']))]
    for n in 4, 8:
        bars += _training(rows, n)
    place = rows, 'unet', 4, 'float32'
    bars.append(_against_torch(
        'U-Net, training step, batch 4: aten against PyTorch',
        find_least(*place, ('aten',)), *place, 'at least 1'))
    for name, title in BASELINES.items():
        place = rows, name, 4, 'float32'
        chainer = find_least(*place, ('as is',))
        bars += [make_bar(
            f'{title}, training step, batch 4: {engine} against Chainer as is',
            'at least 4', _ratio(chainer, find_least(*place, (engine,))))
            for engine in ('numpy', 'aten')]
    photo, both = (_median(plain.get(name, ())) for name in ('input', 'metrics'))
    return bars + [
        make_bar('input, photos per second and core', 'at least 250',
                 photo and 1 / photo),
        make_bar('both metrics, ms per photo', 'at most 1', both and 1000 * both)]


def _training(rows, n):
    name = f'training step, batch {n}'
    exact, low = ((rows, 'training', n, p) for p in ('float32', 'bfloat16'))
    numpy = find_least(*exact, ('numpy',))
    yield _against_torch(f'{name}, float32: aten against PyTorch',
                         find_least(*exact, ('aten',)), *exact, 'at least 1.2')
    yield make_bar(f'{name}, float32: numpy against Chainer as is', 'at least 3.5',
                   _ratio(find_least(*exact, ('as is',)), numpy))
    text = f"{name}, float32: numpy's time over that of PyTorch"
    yield make_bar(text, 'at most 2', *(
        _ratio(numpy, find_least(*exact, ('torch',), tuned))
        for tuned in (False, True)))
    yield _against_torch(f'{name}, bfloat16: aten against PyTorch autocast',
                         find_least(*low, ('aten',)), *low, 'at least 1')
    for engine, place in ('numpy', exact), ('aten', exact), ('aten', low):
        ours = find_least(*place, (engine,), key='peak_bytes')
        text = f"{name}, {place[-1]}: peak memory of {engine} over PyTorch's"
        yield make_bar(text, 'at most 1.2', *(
            _ratio(ours, find_least(*place, ('torch',), tuned, 'peak_bytes'))
            for tuned in (False, True)))


def _against_torch(text, ours, rows, part, batch, precision, target):
    return make_bar(text, target, *(
        _ratio(find_least(rows, part, batch, precision, ('torch',), tuned), ours)
        for tuned in (False, True)))


def _median(rows):
    return next((row['median'] for row in rows
                 if row.get('bar') and 'median' in row), None)


def _ratio(a, b):
    return None if a is None or b is None else a / b
