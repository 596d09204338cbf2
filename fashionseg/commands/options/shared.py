"""Options that several commands share, each defined once."""

from fashionseg.commands.options.types import (
    json_file, positive_number, whole_number, zero_or_more)
from fashionseg.configurations import PROFILES, READINGS
from fashionseg.engines import ENGINES, INFERENCE_ENGINES, PRECISIONS

DATASETS = ('generated', 'ccp', 'modanet')
# Where measurements are kept that no single run decides.
COSTS_DIR = 'data/results/costs'
MEASUREMENTS_DIR = 'data/results/questions'
MOST_PROCESSES = 1024
MOST_SEED = 2 ** 32 - 1  # what NumPy takes
SNAPSHOT_MINUTES, SNAPSHOTS_KEPT = 15, 2


def add_source_options(parser):
    """Adds to ``parser`` what says where the photos of a data set come from."""
    parser.add_argument('--ccp-root', metavar='DIR',
                        help='clone of Clothing Co-Parsing, for ccp')
    parser.add_argument('--modanet-json', metavar='FILE',
                        help='modanet2018_instances_train.json, for modanet')
    parser.add_argument('--modanet-photos', metavar='PATH',
                        help="folder of its photos or PaperDoll's photos.lmdb")


def add_data_folder_option(parser):
    """Adds to ``parser`` what says where the prepared data sets lie."""
    parser.add_argument('--data', metavar='DIR', default='data/prepared',
                        help='folder of the prepared data sets (data/prepared)')


def add_data_options(parser):
    """Adds to ``parser`` what says which photos are used and where everything lies."""
    parser.add_argument('--dataset', choices=DATASETS, default='generated',
                        help='photos to use (generated)')
    add_source_options(parser)
    add_data_folder_option(parser)
    parser.add_argument('--out', metavar='DIR', default='results',
                        help='folder of the results (results)')
    parser.add_argument('--profile', choices=PROFILES, default='quick',
                        help='size of a run (quick)')


def add_seed_option(parser, words, default=0):
    """Adds the seed of whatever a command draws by chance.

    Args:
        parser (argparse.ArgumentParser): Gets the option.
        words (str): What it is the seed of, for the help.
        default (int): Seed without the option; None when the command chooses.
    """
    parser.add_argument('--seed', type=whole_number(0, MOST_SEED), metavar='N',
                        default=default, help=f'seed of {words} (0)')


def add_weights_option(parser, required=True, without=None):
    """Adds what names a trained network.

    Args:
        parser (argparse.ArgumentParser): Gets the option.
        required (bool): Whether the command works with nothing else.
        without (str): What is taken when it is not given, for the help.
    """
    default = f' ({without})' if without else ''
    parser.add_argument('--weights', metavar='RUN', required=required,
                        help=f'folder of a run, or its best.safetensors{default}')


def add_json_option(parser, words):
    """Adds what asks for numbers that programs read.

    Args:
        parser (argparse.ArgumentParser): Gets the option.
        words (str): What is written, for the help.
    """
    parser.add_argument('--json', metavar='FILE', nargs='?', const='-', type=json_file,
                        help=f'{words}, as JSON to FILE.json, or printed without FILE')


def add_measurements_option(parser):
    """Adds to ``parser`` where the measured effects of open questions lie."""
    parser.add_argument('--measurements', metavar='DIR', default=MEASUREMENTS_DIR,
                        help=f'folder of what was measured ({MEASUREMENTS_DIR})')


def add_photo_options(parser):
    """Adds to ``parser`` what says which photos the figures show."""
    photos = parser.add_mutually_exclusive_group()
    photos.add_argument('--photos', metavar='ID,ID,...',
                        help='evaluation photos for Figures 4 and 5')
    photos.add_argument('--n-photos', type=whole_number(1), metavar='N',
                        help='how many to choose, so that they show all classes (as '
                             'fit a landscape page)')
    parser.add_argument('--pooling-photo', metavar='ID',
                        help='evaluation photo for Figure 3 (the one in which nearest '
                             'neighbour loses the most classes)')


def add_device_option(parser):
    """Adds to ``parser`` what says where a network computes."""
    parser.add_argument('--devices', metavar='LIST', default='cpu',
                        help='cpu, or GPU numbers as in 0,1,2 (cpu)')


def add_thread_option(parser):
    """Adds to ``parser`` the threads of a process."""
    parser.add_argument('--threads', type=whole_number(1, MOST_PROCESSES), metavar='N',
                        help='threads of a process (OMP_NUM_THREADS, or all cores)')


def add_engine_options(parser):
    """Adds to ``parser`` whose arithmetic is used; see ``fashionseg.engines``."""
    parser.add_argument('--kernels', choices=ENGINES, default='auto',
                        help='whose arithmetic: auto is aten where PyTorch is '
                             'installed, numpy elsewhere (auto)')
    add_thread_option(parser)


def add_inference_option(parser):
    """Adds to ``parser`` what computes labels; see ``fashionseg.inference``."""
    parser.add_argument('--engine', choices=INFERENCE_ENGINES, default='auto',
                        help='what computes labels: auto is the fastest of OpenVINO, '
                             'ONNX Runtime and Chainer that is installed (auto)')


def add_label_options(parser):
    """Adds to ``parser`` what says how a trained network computes labels."""
    add_engine_options(parser)
    add_inference_option(parser)
    parser.add_argument('--precision', choices=PRECISIONS[:2], default=PRECISIONS[0],
                        help='of the convolutions; bfloat16 needs OpenVINO '
                             f'({PRECISIONS[0]})')


def add_run_options(parser):
    """Adds to ``parser`` what says how a run is made."""
    add_device_option(parser)
    parser.add_argument('--workers', type=whole_number(0, MOST_PROCESSES), metavar='N',
                        help='processes that prepare photos for each device')
    parser.add_argument('--epochs', type=whole_number(1), metavar='N',
                        help="epochs of a run (the profile's)")
    parser.add_argument('--batch-size', type=whole_number(1), metavar='N',
                        help="photos of a step, over all devices (the profile's)")
    parser.add_argument('--learning-rate', type=positive_number, metavar='X',
                        help="Adam's at the start (the profile's)")
    add_engine_options(parser)
    add_inference_option(parser)
    parser.add_argument('--precision', choices=PRECISIONS, default=PRECISIONS[0],
                        help='of the convolutions; the others need aten '
                             f'({PRECISIONS[0]})')
    parser.add_argument('--snapshot-minutes', type=zero_or_more, metavar='X',
                        default=SNAPSHOT_MINUTES,
                        help='between two snapshots inside an epoch; 0: only at its '
                             f'end ({SNAPSHOT_MINUTES})')
    parser.add_argument('--keep', type=whole_number(1), metavar='N',
                        default=SNAPSHOTS_KEPT,
                        help='snapshots to keep beside the best weights '
                             f'({SNAPSHOTS_KEPT})')
    parser.add_argument('--tf32', action='store_true', default=None,
                        help='lets a GPU round the numbers that it multiplies to TF32')
    for name, (choices, words) in READINGS.items():
        parser.add_argument(
            '--' + name.replace('_', '-'), type=type(choices[0]), choices=choices,
            default=choices[0], help=f'{words} ({choices[0]})')
