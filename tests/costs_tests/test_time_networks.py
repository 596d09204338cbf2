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

    def measured(configuration, variant, profile, device, x, t):
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


def test_training_time_is_of_one_photo(tiny, module, monkeypatch):
    monkeypatch.setattr(module, '_time', lambda call, device: 12.)
    times = time_networks({'a': ('H', None)}, tiny._replace(batch_size=2), '@numpy', 1)
    assert times['rows'] == {'a': {'inference_ms': 12., 'training_ms': 6.}}
