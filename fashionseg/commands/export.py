"""``fashionseg export``: a trained network as an ONNX file."""

import importlib.util
import os

import chainer
import numpy as np

from fashionseg.commands.checking_photos import checking_photos
from fashionseg.commands.show_progress import show_progress
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.files import replace_file
from fashionseg.inference import build_graph, load_model

# Of a score; relative, where the largest is above 1.
TOLERANCE = 1e-4
# Of the scores that may differ by more. Unpooling by the places of maxima (SegNet) is
# not continuous: where two values are equal but for rounding, either may be it.
MOST_OTHERS = {False: 0., True: 0.005}


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: A package is missing, weights or photos cannot be used, or the
            file's scores differ from Chainer's; there is no file then.
    """
    for module in ('onnx', 'onnxruntime'):
        if importlib.util.find_spec(module) is None:
            raise UserError(f'{module} is not installed: pip install '
                            "'fashionseg[inference]'")
    if os.path.isdir(args.out):
        raise UserError(f'--out {args.out} is a folder; name a file such as net.onnx')
    use_engine(args.kernels, args.threads)
    model = load_model(args.weights)
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
    for photo in show_progress(photos, 'comparing'):
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
