import csv
import json
import pathlib

import numpy as np
import pytest

from fashionseg.configurations import (
    BASELINES, CONFIGURATIONS, PROFILES, TABLE_5, LossWeights, Settings, make_net)

ROOT = pathlib.Path(__file__).parents[2]
TINY = PROFILES['quick']._replace(width=1 / 32, divisor=8, n_middle=1)


def _arrays(net):
    return {name: param.array for name, param in net.namedparams()}


def test_table_5_is_the_published_one():
    with open(ROOT / 'data/paper/table5_configurations.csv', newline='') as file:
        rows = list(csv.reader(file))
    published = {key: LossWeights(*(int(row[k]) for row in rows[1:4]))
                 for k, key in enumerate(rows[0]) if k}
    assert [row[0].split()[0] for row in rows[1:4]] == list(LossWeights._fields)
    assert TABLE_5 == published
    assert list(TABLE_5) == list('ABCDEFGH')


def test_order_of_the_configurations():
    assert CONFIGURATIONS == (*'ABCDEFGH', 'unet', 'deeplabv3plus', 'pspnet', 'segnet')
    assert tuple(BASELINES) == CONFIGURATIONS[8:]


@pytest.mark.parametrize('key', 'ABCDEFGH')
def test_only_the_blocks_that_a_loss_reads(key):
    net = make_net(key, TINY)
    blocks = {link.name for link in net.children()}
    trunk = {'a', 'l0'} | {f'{letter}{i}' for letter in 'ecd' for i in range(7)}
    image = {'b1', 'b2', 'b3', 'b4'} if key in 'ABCD' else set()
    segmentation = {'l1', 'l2', 'l3', 'l4'} if key in 'ABEF' else set()
    assert blocks == trunk | image | segmentation


@pytest.mark.parametrize('key', CONFIGURATIONS)
def test_seed_decides_the_weights(key):
    first, same = _arrays(make_net(key, TINY, 3)), _arrays(make_net(key, TINY, 3))
    other = _arrays(make_net(key, TINY, 4))
    assert first.keys() == same.keys() == other.keys()
    assert all(np.array_equal(first[name], same[name]) for name in first)
    differ = [name for name in first if not np.array_equal(first[name], other[name])]
    assert any(name.endswith('/W') for name in differ)
    assert all(np.isfinite(array).all() for array in first.values())


def test_unknown_configuration():
    with pytest.raises(KeyError):
        make_net('I', TINY)


def test_profiles():
    assert set(PROFILES) == {'paper', 'medium', 'small', 'quick'}
    paper = PROFILES['paper']
    # Section IV-E and Table II.
    assert (paper.width, paper.n_epoch, paper.n_run) == (1, 100, 3)
    assert all(p.width <= 1 and p.batch_size >= 1 and p.n_epoch >= 1
               for p in PROFILES.values())


def test_record_survives_json():
    record = Settings('A', TINY).record()
    assert json.loads(json.dumps(record)) == record


@pytest.mark.parametrize('change', [
    {'n_device': 3}, {'decay': 'beta2'}, {'spl_form': 'cross-entropy'},
    {'connectivity': 8}, {'image_scaling': 'nearest'}, {'absent': 'one'},
    {'profile': TINY._replace(n_epoch=9)},
    {'profile': TINY._replace(batch_size=9)}, {'profile': TINY._replace(width=.5)}])
def test_record_tells_other_settings(change):
    assert (Settings('A', **{'profile': TINY, **change}).record()
            != Settings('A', TINY).record())


def test_workers_runs_and_seed_are_not_in_the_record():
    other = TINY._replace(n_worker=9, n_run=9, n_train=9, n_eval=9)
    assert Settings('A', other, seed=9).record() == Settings('A', TINY).record()
