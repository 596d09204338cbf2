"""``python -m fashionseg evaluate``: scores of a run's best weights."""

from fashionseg.commands.argument_parser import ArgumentParser
from fashionseg.commands.find_prepared import find_prepared
from fashionseg.commands.options import add_label_options
from fashionseg.commands.run_command import run_command
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.extensions import evaluate
from fashionseg.files import write_json
from fashionseg.inference import load_model, make_segmenter

WORDS = {'miou': 'mIoU', 'miou_plus': 'mIoU+', 'pooled_miou': 'pooled mIoU'}


def main(argv):
    """The command line; returns the exit status."""
    parser = ArgumentParser(
        prog='python -m fashionseg evaluate',
        description='Scores the best weights of a run on the held-out photos of the '
                    'data set that it was trained on.')
    parser.add_argument('run', metavar='RUN',
                        help='folder of a run, or its best.safetensors')
    parser.add_argument('--data', metavar='DIR', default='data/prepared',
                        help='folder of the prepared data sets (data/prepared)')
    parser.add_argument('--json', metavar='FILE',
                        help='write all scores, those of the classes too')
    add_label_options(parser)
    return run_command(_evaluate, parser.parse_args(argv))


def _evaluate(args):
    use_engine(args.kernels, args.threads)
    model = load_model(args.run)
    held_out = find_prepared(args.data, model.data_hash)
    if held_out is None:
        raise UserError(f'no data set in {args.data} has the hash of the run '
                        f'({model.data_hash[:12]}); name its folder with --data, or '
                        'prepare it again')
    segment = make_segmenter(model.net, args.engine, args.precision, args.threads)
    scores = evaluate(segment, held_out, connectivity=model.connectivity,
                      absent=model.absent)
    print(f'{model.configuration} seed {model.seed}, {len(held_out)} held-out photos '
          f'of {held_out.name}')
    for name, words in WORDS.items():
        print(f'{words:12} {scores[name]:.4f}')
    if args.json:
        write_json(args.json, dict(
            scores, configuration=model.configuration, seed=model.seed,
            dataset=held_out.name, data_hash=model.data_hash, n_eval=len(held_out)))
