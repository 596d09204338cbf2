"""Made-up result files whose means can be worked out in the head."""

import json

from fashionseg.classes import CLASS_NAMES


def make_scores(value=.5, epoch=2, **by_class):
    """Scores that are ``value`` for all classes but those given (None: absent)."""
    def scores(shift):
        base = {name: value + shift for name in CLASS_NAMES}
        base.update(by_class)
        return base

    return {'epoch': epoch, 'miou': value, 'miou_plus': value - .1,
            'pooled_miou': value + .2, 'iou': scores(0), 'iou_plus': scores(-.1),
            'pooled_iou': scores(.2)}


def write_result(results_dir, configuration, seed=0, dataset='generated',
                 profile='quick', best=None, best_plus=None, **changes):
    best = best or make_scores()
    result = {
        'configuration': configuration, 'dataset': dataset, 'profile': profile,
        'seed': seed, 'n_param': 1234567,
        'command': f'python experiments/config_{configuration.lower()}.py '
                   f'--dataset {dataset} --profile {profile} --seed {seed}',
        'commit': '0123456789abcdef', 'data_hash': 'd' * 64, 'seconds': 61.4,
        'settings': {'seed': seed, 'batch': 4}, 'n_train': 1200, 'n_eval': 24,
        'best': {'miou': best, 'miou_plus': best_plus or best},
        'epochs': [best, best, best], **changes}
    folder = results_dir / dataset / profile / configuration / f'seed{seed}'
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / 'result.json'
    path.write_text(json.dumps(result))
    return path


def write_timing(results_dir, rows, dataset='generated', profile='quick'):
    folder = results_dir / dataset / profile
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / 'timing.json'
    path.write_text(json.dumps({
        'machine': {'cpu': 'x86', 'cores': 2}, 'command': 'time all',
        'commit': 'abc', 'rows': {
            key: {'inference_ms': i, 'training_ms': t} for key, (i, t) in rows.items()}
    }))
    return path


def write_all_background(results_dir, data_hash='d' * 64, **changes):
    folder = results_dir / 'generated' / 'quick'
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / 'all_background.json'
    path.write_text(json.dumps({**make_scores(.15), 'data_hash': data_hash, **changes}))
    return path
