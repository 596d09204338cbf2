"""Options that several commands share, each defined once."""

import argparse
import math

from fashionseg.commands.prepare import DATASETS
from fashionseg.configurations import PROFILES, READINGS
from fashionseg.engines import ENGINES, PRECISIONS
from fashionseg.inference import INFERENCE_ENGINES
from fashionseg.snapshots.snapshot import KEEP, MINUTES

# Where measurements are kept that no single run decides.
COSTS_DIR = 'data/results/costs'
MEASUREMENTS_DIR = 'data/results/questions'


def add_data_options(parser):
    """Adds what says which photos are used and where everything lies."""
    parser.add_argument('--dataset', choices=DATASETS, default='generated',
                        help='photos to use (generated)')
    parser.add_argument('--ccp-root', metavar='DIR',
                        help='clone of Clothing Co-Parsing, for ccp')
    parser.add_argument('--modanet-json', metavar='FILE',
                        help='modanet2018_instances_train.json, for modanet')
    parser.add_argument('--modanet-photos', metavar='PATH',
                        help="folder of its photos or PaperDoll's photos.lmdb")
    parser.add_argument('--data', metavar='DIR', default='data/prepared',
                        help='folder of the prepared data sets (data/prepared)')
    parser.add_argument('--out', metavar='DIR', default='results',
                        help='folder of the results (results)')
    parser.add_argument('--profile', choices=PROFILES, default='quick',
                        help='size of a run (quick)')


def add_measurements_option(parser):
    """Adds where the measured effects of open questions lie."""
    parser.add_argument('--measurements', metavar='DIR', default=MEASUREMENTS_DIR,
                        help=f'folder of what was measured ({MEASUREMENTS_DIR})')


def add_engine_options(parser):
    """Adds what says which arithmetic is used; see ``fashionseg.engines``."""
    parser.add_argument('--kernels', choices=ENGINES, default='auto',
                        help='whose arithmetic: auto is aten where PyTorch is '
                             'installed, numpy elsewhere (auto)')
    parser.add_argument('--threads', type=_positive, metavar='N',
                        help='threads of a process (OMP_NUM_THREADS, or all cores)')


def add_inference_option(parser):
    """Adds what says which engine computes labels; see ``fashionseg.inference``."""
    parser.add_argument('--engine', choices=INFERENCE_ENGINES, default='auto',
                        help='what computes labels: auto is the fastest of OpenVINO, '
                             'ONNX Runtime and Chainer that is installed (auto)')


def add_label_options(parser):
    """Adds what says how a trained network computes labels."""
    add_engine_options(parser)
    add_inference_option(parser)
    parser.add_argument('--precision', choices=PRECISIONS[:2], default=PRECISIONS[0],
                        help='of the labels; bfloat16 needs OpenVINO '
                             f'({PRECISIONS[0]})')


def add_run_options(parser):
    """Adds what says how a run is made."""
    parser.add_argument('--devices', default='cpu',
                        help='cpu, or GPU numbers as in 0,1,2 (cpu)')
    parser.add_argument('--workers', type=_count, metavar='N',
                        help='processes that prepare photos for each device')
    parser.add_argument('--epochs', type=_positive, metavar='N',
                        help="epochs of a run (the profile's)")
    parser.add_argument('--batch-size', type=_positive, metavar='N',
                        help="photos of a step, over all devices (the profile's)")
    parser.add_argument('--learning-rate', type=_rate, metavar='X',
                        help="Adam's at the start (the profile's)")
    add_engine_options(parser)
    add_inference_option(parser)
    parser.add_argument('--precision', choices=PRECISIONS, default=PRECISIONS[0],
                        help='of the convolutions; the others need aten '
                             f'({PRECISIONS[0]})')
    parser.add_argument('--snapshot-minutes', type=_minutes, metavar='X',
                        default=MINUTES,
                        help='between two snapshots inside an epoch; 0: only at its '
                             f'end ({MINUTES})')
    parser.add_argument('--keep', type=_positive, metavar='N', default=KEEP,
                        help=f'snapshots to keep beside the best weights ({KEEP})')
    parser.add_argument('--tf32', action='store_true', default=None,
                        help='lets a GPU round the numbers that it multiplies to TF32')
    for name, (choices, words) in READINGS.items():
        parser.add_argument(
            '--' + name.replace('_', '-'), type=type(choices[0]), choices=choices,
            default=choices[0], help=f'{words} ({choices[0]})')


def _count(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f'{text!r} is not a whole number from 0 up')
    return int(text)


def _positive(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'{text!r} is not a whole number from 1 up')
    return int(text)


def _minutes(text):
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not 0 <= minutes < math.inf:
        raise argparse.ArgumentTypeError(f'{text!r} is not a number from 0 up')
    return minutes


def _rate(text):
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not 0 < rate < math.inf:
        raise argparse.ArgumentTypeError(f'{text!r} is not a number above 0')
    return rate
