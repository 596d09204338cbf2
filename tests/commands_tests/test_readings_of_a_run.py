"""Each reading given on the command line reaches the run and changes its numbers."""

import math

import chainer
from chainer import training
import numpy as np
import pytest

from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES


@pytest.fixture
def trainer_of(prepared, tiny, tmp_path, monkeypatch):
    """What a command line makes, stopped before the first step."""
    made = []

    def stop(trainer, **options):
        made.append(trainer)
        raise KeyboardInterrupt

    monkeypatch.setattr(training.Trainer, 'run', stop)

    def make(*options):
        argv = ['--data', str(prepared), '--out', str(tmp_path), *options]
        assert main(['train', 'A', *argv]) == 130
        return made.pop()
    return make


def _losses(trainer, x):
    """Losses by name, with the last layers of B and L putting out 1 and 0."""
    chain = trainer.updater.get_optimizer('main').target
    for name, link in chain.net.namedlinks():
        if name in {f'/{letter}{i}/1' for letter in 'bl' for i in range(1, 5)}:
            link.W.array[...] = 0
            link.b.array[...] = name.startswith('/b')
    reporter = chainer.Reporter()
    reporter.add_observer('main', chain)
    observation = {}
    with reporter.scope(observation):
        chain(x, np.zeros((1, 224, 224), np.int32))
    return {name: float(value) for name, value in observation.items()}


@pytest.mark.parametrize('options, spl, mean', [
    ((), 'binary', 1 / 4), (('--spl-form', 'cross-entropy'), 'plain', 1 / 4),
    (('--image-scaling', 'nearest'), 'binary', 1)])
def test_losses(trainer_of, options, spl, mean):
    # One pixel of four is white, the one that nearest neighbour takes.
    x = np.zeros((1, 3, 224, 224), np.float32)
    x[:, :, ::2, ::2] = 1
    losses = _losses(trainer_of(*options), x)
    # Eq. 4 with score 1 and soft target t: log(1 + e) - t.
    assert losses['main/loss/ipl'] == pytest.approx(
        math.log(1 + math.e) - mean, rel=1e-4)
    # 14 equal scores: p = 1/14.
    plain = math.log(14)
    binary = (plain + 13 * math.log(14 / 13)) / 14
    assert losses['main/loss/spl'] == pytest.approx(
        {'binary': binary, 'plain': plain}[spl], rel=1e-4)


@pytest.mark.parametrize('options, beta2, factor', [
    ((), .999, .99), (('--decay', 'beta2'), .99, 1)])
def test_decay(trainer_of, options, beta2, factor):
    trainer = trainer_of(*options)
    optimizer = trainer.updater.get_optimizer('main')
    start = PROFILES['quick'].learning_rate
    assert (optimizer.alpha, optimizer.beta2) == (start, beta2)
    if factor == 1:
        with pytest.raises(ValueError, match='ExponentialShift'):
            trainer.get_extension('ExponentialShift')
    else:
        shift = trainer.get_extension('ExponentialShift')
        shift.initialize(trainer)
        shift(trainer)  # the end of an epoch
    assert optimizer.alpha == pytest.approx(start * factor)


class Noise:
    """Maps of three classes at random, the same whenever they are asked for."""

    def __call__(self, x):
        return np.random.RandomState(0).randint(0, 3, (len(x), 224, 224))


def _scores(trainer, monkeypatch):
    net = trainer.updater.get_optimizer('main').target.net
    monkeypatch.setattr(net, 'segment', Noise())
    return trainer.get_extension('evaluation')()


def test_metrics(trainer_of, monkeypatch):
    plain = _scores(trainer_of(), monkeypatch)
    eight = _scores(trainer_of('--connectivity', '8'), monkeypatch)
    one = _scores(trainer_of('--absent', 'one'), monkeypatch)
    keys = [key for key in plain if '/iou/' in key]
    # Noise that also joins at corners makes fewer, larger pieces.
    assert [eight[key] for key in keys] == [plain[key] for key in keys]
    assert eight['evaluation/miou_plus'] != plain['evaluation/miou_plus']
    # A class in one of the two photos: the mean of its IoU there and 1.
    absent = [key for key in keys if one[key] != plain[key]]
    assert absent
    for key in absent:
        assert one[key] == pytest.approx((plain[key] + 1) / 2)
    assert one['evaluation/pooled_miou'] == plain['evaluation/pooled_miou']
