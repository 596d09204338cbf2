"""``python -m fashionseg export``: a trained network as an ONNX file."""

import importlib.util
import os

import chainer
import numpy as np

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.checking_photos import checking_photos
from fashionseg.commands.options import add_engine_options
from fashionseg.commands.run_command import run_command
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.files import replace_file
from fashionseg.inference import build_graph, load_model

# Of a score; relative, where the largest is above 1.
TOLERANCE = 1e-4
# Of the scores that may differ by more. Unpooling by the places of maxima (SegNet) is
# not continuous: where two values are equal but for rounding, either may be it.
MOST_OTHERS = {False: 0., True: 0.005}
N_PHOTO = 16


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg export',
        description='Writes a network as ONNX: photos (N, 3, 224, 224), RGB in '
                    '[0, 1], to scores (N, 14, 224, 224). The file is compared with '
                    "Chainer's scores first, on photos, and kept only when both "
                    'agree.')
    parser.add_argument('run', metavar='RUN',
                        help='folder of a run, or its best.safetensors')
    parser.add_argument('--out', required=True, metavar='FILE', help='net.onnx')
    parser.add_argument('--photos', metavar='DIR',
                        help='photos to compare on (the held-out ones of the run, '
                             'when they lie in --data)')
    parser.add_argument('--data', metavar='DIR', default='data/prepared',
                        help='folder of the prepared data sets (data/prepared)')
    parser.add_argument('--n-photos', type=int, metavar='N', default=N_PHOTO,
                        help=f'how many to compare on at most ({N_PHOTO})')
    add_engine_options(parser)
    return run_command(_export, parser.parse_args(argv))


def _export(args):
    for module in ('onnx', 'onnxruntime'):
        if importlib.util.find_spec(module) is None:
            raise UserError(f'{module} is not installed: pip install '
                            "'fashionseg[inference]'")
    if args.n_photos < 1:
        raise UserError('--n-photos must be at least 1')
    if os.path.isdir(args.out):
        raise UserError(f'--out {args.out} is a folder; name a file such as net.onnx')
    use_engine(args.kernels, args.threads)
    model = load_model(args.run)
    photos, words = checking_photos(
        args.photos, args.data, model.data_hash, args.n_photos)
    graph = build_graph(model.net).SerializeToString()
    with replace_file(args.out) as temporary:
        with open(temporary, 'wb') as file:
            file.write(graph)
        difference, others, agreement = _compare(
            model.net, temporary, photos, args.threads)
        print(f'{len(photos)} {words}: scores differ by at most {difference:.1e}, '
              f'labels agree in {agreement:.4%} of the pixels')
        if others > MOST_OTHERS[model.configuration == 'segnet']:
            raise UserError(f'{args.out} was not written: its scores differ from '
                            f"Chainer's by {difference:.1e}; try another release of "
                            'onnxruntime')
    print(args.out)


def _compare(net, path, photos, n_thread):
    from fashionseg.engines.default_threads import default_threads
    from fashionseg.inference.run_onnxruntime import run_onnxruntime

    run = run_onnxruntime(path, n_thread or default_threads())
    differences, others, equal = [], [], []
    for photo in photos:
        with chainer.using_config('train', False), chainer.no_backprop_mode():
            expected = net.segmentation_scores(photo[None]).array
        scores = run(photo[None])
        difference = np.abs(scores - expected)
        differences.append(difference.max())
        # Written so that NaN counts.
        others.append(np.mean(
            ~(difference <= TOLERANCE * max(1, np.abs(expected).max()))))
        equal.append(np.mean(scores.argmax(axis=1) == expected.argmax(axis=1)))
    return max(differences), np.mean(others), np.mean(equal)
