"""Made-up measurements, one of each kind."""

import copy

_RUN = {'commit': 'c', 'command': 'x'}
_PLACE = {'dataset': 'generated', 'profile': 'quick', 'n_photo': 40, 'commit': 'abc',
          'command': 'python -m fashionseg questions'}


def _scores(seed, **shifts):
    chosen = {'miou': 0.25, 'miou_plus': 0.125}
    readings = {name: {mean: value + shift for mean, value in chosen.items()}
                for name, shift in shifts.items()}
    return {'configuration': 'A', 'seed': seed, 'readings': {
        'chosen': chosen, 'connectivity': {'miou': 0.25, 'miou_plus': 0.125 + seed / 8},
        'pooled': {'miou': 0.5}, **readings}}


def made_up(kind):
    rows = {
        'scores': [_scores(seed, absent=.5, own_size=0, no_background=-.125,
                           photo_mean=.25) for seed in (1, 2)],
        'training': [
            {'setting': 'chosen', 'option': '', 'runs': [
                {'seed': s, 'miou': .2 + s / 10, 'miou_plus': .1, **_RUN}
                for s in (0, 1)]},
            {'setting': 'decay', 'option': '--decay beta2', 'runs': [
                {'seed': s, 'miou': .25, 'miou_plus': .2, **_RUN} for s in (0, 1)]}],
        'overlap': {'n_photo': 40, 'decided': .02, 'decided_of_labelled': .1, 'rules': {
            'last-wins': {'changed': .05, 'miou': .8, 'miou_plus': .7,
                          'pooled_miou': .75}}},
        'epochs': [
            {'configuration': 'pspnet', 'seed': seed,
             'miou': {'epoch': 3, 'best': .5, 'last': .4},
             'miou_plus': {'epoch': 3 + seed, 'best': .3, 'last': .2}}
            for seed in (0, 1)]}[kind]
    return copy.deepcopy({'kind': kind, 'configuration': 'A', **_PLACE, 'rows': rows,
                          'file': f'{kind}.json'})
