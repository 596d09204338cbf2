"""``fashionseg evaluate``: scores of a run, or of label files of any program."""

from fashionseg.commands.show_progress import show_progress
from fashionseg.commands.tell import tell
from fashionseg.errors import UserError

MEANS = {'miou': 'mIoU', 'miou_plus': 'mIoU+', 'pooled_miou': 'pooled mIoU'}
OF_CLASSES = {'iou': 'IoU', 'iou_plus': 'IoU+', 'pooled_iou': 'pooled IoU'}
_FILE_OPTIONS = ('pred', 'truth', 'n_classes', 'class_names', 'ignore_label',
                 'connectivity', 'absent')


def run(args):
    """The command.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: Options that do not go together, or weights, photos or labels that
            cannot be used.
    """
    given = [name for name in _FILE_OPTIONS if getattr(args, name) is not None]
    if args.weights is None and not (args.pred and args.truth):
        raise UserError('give --weights for a run, or --pred and --truth for label '
                        'files')
    if args.weights is not None and given:
        raise UserError(f'--{given[0].replace("_", "-")} is for label files and does '
                        'not go with --weights; leave one of them out')
    words, scores, origin = (_score_files if args.weights is None else _score_run)(args)
    lines = [words, *(f'{name:12} {scores[key]:.4f}' for key, name in MEANS.items()),
             '', f'{"class":16}' + ''.join(f'{name:>12}' for name in
                                           OF_CLASSES.values())]
    for name in scores['iou']:
        numbers = [scores[key][name] for key in OF_CLASSES]
        lines.append(f'{name:16}' + ''.join(
            f'{"-":>12}' if number is None else f'{number:12.4f}'
            for number in numbers))
    tell(lines, args.json, {**scores, **origin})


def _score_run(args):
    # Labels of other programs are scored without Chainer.
    from fashionseg.commands.find_prepared import find_prepared
    from fashionseg.engines import use_engine
    from fashionseg.extensions import evaluate
    from fashionseg.inference import load_model, make_segmenter

    use_engine(args.kernels, args.threads)
    model = load_model(args.weights)
    held_out = find_prepared(args.data, model.data_hash)
    if held_out is None:
        raise UserError(f'no data set in {args.data} has the hash of the run '
                        f'({model.data_hash[:12]}); name its folder with --data, or '
                        'prepare it again')
    segment = make_segmenter(model.net, args.engine, args.precision, args.threads)
    scores = evaluate(segment, held_out, connectivity=model.connectivity,
                      absent=model.absent,
                      show=lambda starts: show_progress(starts, 'scoring'))
    return (f'{model.configuration} seed {model.seed}, {len(held_out)} held-out photos '
            f'of {held_out.name}', scores, {
                'configuration': model.configuration, 'seed': model.seed,
                'dataset': held_out.name, 'data_hash': model.data_hash,
                'n_eval': len(held_out)})


def _score_files(args):
    from fashionseg.metrics import score_folders

    options = {'connectivity': args.connectivity, 'absent': args.absent,
               'n_class': args.n_classes, 'ignore_label': args.ignore_label}
    if args.class_names is not None:
        options['class_names'] = _read_names(args.class_names)
        if args.n_classes is None:
            options['n_class'] = len(options['class_names'])
    options = {name: value for name, value in options.items() if value is not None}
    n_photo, scores = score_folders(
        args.truth, args.pred, show=lambda names: show_progress(names, 'scoring'),
        **options)
    return (f'{n_photo} photos: {args.pred} against {args.truth}', scores,
            {'pred': args.pred, 'truth': args.truth, 'n_photo': n_photo, **options})


def _read_names(path):
    try:
        with open(path, encoding='utf-8') as file:
            names = [line.strip() for line in file if line.strip()]
    except (OSError, ValueError) as error:
        raise UserError(f'--class-names {path} cannot be read ({error}); name a text '
                        'file with a class in each line') from None
    if not names:
        raise UserError(f'--class-names {path} is empty; write a class in each line')
    return names
