"""A whole training run of Chainer's parts, against the same run in plain numbers."""

import json
import multiprocessing

import chainer
import chainer.functions as F
import chainer.links as L
from chainer import training
from chainer.training import extensions as E
import numpy as np
import pytest

X = (.5, -1., 2., .25, -.75)  # five examples, two in a batch
T = (1., -3., 3., .5, 0.)
ALPHA, DECAY, BETA_1, BETA_2, EPS = .1, .5, .9, .99, 1e-8


class Line(chainer.Chain):
    """w x + b, squared error."""

    def __init__(self):
        super().__init__()
        with self.init_scope(), chainer.using_config('dtype', np.float64):
            self.layer = L.Convolution2D(1, 1, 1, initialW=.5)

    def forward(self, x, t):
        loss = F.mean_squared_error(self.layer(x), t)
        chainer.report({'loss': loss}, self)
        return loss


def make_trainer(out, n_epoch):
    data = [(np.full((1, 1, 1), x), np.full((1, 1, 1), t)) for x, t in zip(X, T)]
    optimizer = chainer.optimizers.Adam(ALPHA, beta2=BETA_2).setup(Line())
    updater = training.updaters.StandardUpdater(
        chainer.iterators.SerialIterator(data, 2, shuffle=False), optimizer)
    trainer = training.Trainer(updater, (n_epoch, 'epoch'), out=str(out))
    log_report = E.LogReport(trigger=(1, 'epoch'))
    trainer.extend(E.ExponentialShift('alpha', DECAY), trigger=(1, 'epoch'))
    trainer.extend(log_report)
    trainer.extend(E.snapshot(
        chainer.serializers.save_npz, 'snapshot_epoch_{.updater.epoch}', n_retains=1),
        trigger=(1, 'epoch'), priority=-300)
    return trainer, optimizer.target, log_report


def by_hand(n_epoch):
    """Weights and the log's rows: (epoch, iteration, mean loss)."""
    weights, m, v, alpha = np.array([.5, 0.]), np.zeros(2), np.zeros(2), ALPHA
    step, rows, losses = 0, [], []
    while len(rows) < n_epoch:
        x, t = (np.array([a[(2 * step + k) % 5] for k in range(2)]) for a in (X, T))
        step += 1
        error = weights[0] * x + weights[1] - t
        losses.append(sum(error ** 2) / 2)
        grad = np.array([sum(error * x), sum(error)])
        m = BETA_1 * m + (1 - BETA_1) * grad
        v = BETA_2 * v + (1 - BETA_2) * grad ** 2
        rate = alpha * np.sqrt(1 - BETA_2 ** step) / (1 - BETA_1 ** step)
        weights = weights - rate * m / (np.sqrt(v) + EPS)
        if 2 * step // 5 > len(rows):
            rows.append((len(rows) + 1, step, sum(losses) / len(losses)))
            losses, alpha = [], alpha * DECAY
    return weights, rows


def weights_of(net):
    return [net.layer.W.array.item(), net.layer.b.array.item()]


def check(out, net, log_report, n_epoch):
    weights, rows = by_hand(n_epoch)
    np.testing.assert_allclose(weights_of(net), weights, rtol=1e-12)
    with open(out / 'log') as file:
        log = json.load(file)
    assert log == log_report.log
    assert [(row['epoch'], row['iteration']) for row in log] == [r[:2] for r in rows]
    np.testing.assert_allclose(
        [row['main/loss'] for row in log], [r[2] for r in rows], rtol=1e-12)


@pytest.mark.usefixtures('each_engine')
def test_run(tmp_path):
    trainer, net, log_report = make_trainer(tmp_path, 4)
    trainer.run()
    # Epochs end in the steps 3, 5, 8 and 10.
    assert [row['iteration'] for row in log_report.log] == [3, 5, 8, 10]
    check(tmp_path, net, log_report, 4)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        'log', 'snapshot_epoch_4']


@pytest.mark.usefixtures('each_engine')
def test_resumed_run_is_the_run_that_was_never_stopped(tmp_path):
    make_trainer(tmp_path, 1)[0].run()
    snapshot = tmp_path / 'snapshot_epoch_1'
    with np.load(snapshot) as file:  # whatever is in it, nothing is a pickle
        assert len([file[name] for name in file.files]) > 20
    trainer, net, log_report = make_trainer(tmp_path, 3)
    chainer.serializers.load_npz(snapshot, trainer)
    assert (trainer.updater.iteration, trainer.updater.epoch) == (3, 1)
    trainer.run()
    check(tmp_path, net, log_report, 3)


@pytest.mark.parametrize('trigger, fired', [
    ((2, 'iteration'), [2, 4, 6, 8, 10]), ((1, 'epoch'), [3, 5, 8, 10]),
    ((2, 'epoch'), [5, 10]), ((.5, 'epoch'), [2, 3, 4, 5, 7, 8, 9, 10])])
def test_triggers(tmp_path, trigger, fired):
    trainer, _, _ = make_trainer(tmp_path, 4)
    seen = []
    trainer.extend(lambda trainer: seen.append(trainer.updater.iteration),
                   trigger=trigger, name='watch')
    trainer.run()
    assert seen == fired


def test_weights_that_are_no_numbers_are_found(tmp_path):
    trainer, net, _ = make_trainer(tmp_path, 4)
    trainer.extend(E.FailOnNonNumber(), trigger=(1, 'iteration'))
    trainer.extend(lambda trainer: net.layer.b.array.fill(np.nan),
                   trigger=(2, 'iteration'), name='spoil', priority=400)
    with pytest.raises(RuntimeError, match='diverge'):
        trainer.run(show_loop_exception_msg=False)
    assert trainer.updater.iteration == 2


def step_elsewhere(pipe):
    optimizer, x, t = pipe.recv()
    optimizer.update(optimizer.target, x, t)
    pipe.send(optimizer)


def test_optimizer_goes_to_a_spawned_process_and_back():
    x, t = (np.array(values).reshape(5, 1, 1, 1) for values in (X, T))
    optimizer = chainer.optimizers.Adam(ALPHA).setup(Line())
    optimizer.update(optimizer.target, x, t)
    context = multiprocessing.get_context('spawn')
    here, there = context.Pipe()
    process = context.Process(target=step_elsewhere, args=(there,), daemon=True)
    process.start()
    here.send((optimizer, x, t))
    assert here.poll(60)
    other = here.recv()
    process.join()
    optimizer.update(optimizer.target, x, t)
    assert weights_of(other.target) == weights_of(optimizer.target)
    assert other.t == optimizer.t == 2
