"""The timer, with a clock of its own where numbers matter."""

import importlib

import pytest

from fashionseg.costs import time_networks


@pytest.fixture
def module():
    return importlib.import_module('fashionseg.costs.time_networks')


def test_real_times(tiny):
    networks = {'first': ('H', None), 'second': ('unet', 'unet32')}
    seen = []
    times = time_networks(networks, tiny, '@numpy', 1,
                          show=lambda names: seen.extend(names) or names)
    assert seen == ['first', 'second']
    assert list(times['rows']) == seen
    for row in times['rows'].values():
        assert set(row) == {'inference_ms', 'training_ms'}
        assert 0 < row['inference_ms'] < row['training_ms'] < 60000
    assert times['n_round'] == 1
    assert times['machine']['device'] == '@numpy'


def test_medians_per_photo_in_turn(tiny, module, monkeypatch):
    calls = []

    def measured(configuration, variant, profile, device, x, t, built):
        calls.append(configuration)
        assert x.shape == (3, 3, 224, 224) and t.shape == (3, 224, 224)
        n = len(calls)
        return float(n), 10. * n

    monkeypatch.setattr(module, '_time_network', measured)
    times = time_networks({'a': ('H', None), 'b': ('A', None)},
                          tiny._replace(batch_size=3), '@numpy', 3)
    assert calls == ['H', 'A', 'H', 'A', 'H', 'A']
    assert times['rows'] == {'a': {'inference_ms': 30., 'training_ms': 3.},
                             'b': {'inference_ms': 40., 'training_ms': 4.}}


@pytest.mark.parametrize('kept, n_built', [(5_000_000, 1), (0, 3)])
def test_narrow_networks_are_built_once(tiny, module, monkeypatch, kept, n_built):
    built, trained = [], []
    make_net, chain = module.make_net, module.GuidedTrainChain
    monkeypatch.setattr(module, '_KEPT', kept)
    monkeypatch.setattr(module, 'make_net', lambda *args, **options: built.append(
        make_net(*args, **options)) or built[-1])
    monkeypatch.setattr(
        module, 'GuidedTrainChain', lambda net, *weights: trained.append(
            (net, net.a[0].W.array.copy())) or chain(net, *weights))
    monkeypatch.setattr(module, '_time', lambda call, device: (call(), 1.)[1])
    time_networks({'a': ('H', None)}, tiny, '@numpy', 3)
    assert len(built) == n_built
    # No round goes on with the weights that another one has trained.
    for net, weights in trained:
        assert (weights == trained[0][1]).all() and (net.a[0].W.array != weights).any()


def test_training_time_is_of_one_photo(tiny, module, monkeypatch):
    monkeypatch.setattr(module, '_time', lambda call, device: 12.)
    times = time_networks({'a': ('H', None)}, tiny._replace(batch_size=2), '@numpy', 1)
    assert times['rows'] == {'a': {'inference_ms': 12., 'training_ms': 6.}}
