"""The other extensions in a trainer that trains nothing."""

import importlib
import os
import types

import chainer
import chainer.links as L
from chainer import training
from chainer.training import extensions as E
import numpy as np
from PIL import Image
import pytest

from fashionseg.errors import UserError
from fashionseg.extensions import BestSnapshot, Curves, FailOnNonNumber, Progress

NAN = float('nan')


class Updater:
    """Two iterations an epoch; the weight is the iteration."""

    def __init__(self, net):
        self.net, self.iteration = net, 0

    def update(self):
        self.iteration += 1
        self.net.b.array[...] = self.iteration
        chainer.report({'main/loss': 1 / self.iteration, 'main/loss/ipl': .5})

    epoch_detail = property(lambda self: self.iteration / 2)
    previous_epoch_detail = property(lambda self: (self.iteration - 1) / 2)
    epoch = property(lambda self: self.iteration // 2)
    is_new_epoch = property(lambda self: self.iteration % 2 == 0)

    def connect_trainer(self, trainer):
        pass

    def finalize(self):
        pass

    def get_all_optimizers(self):
        return {'main': types.SimpleNamespace(target=self.net)}

    def serialize(self, serializer):
        self.iteration = serializer('iteration', self.iteration)


def _trainer(out, values):
    net = L.Bias(shape=(1,))
    trainer = training.Trainer(Updater(net), (len(values), 'epoch'), out=str(out))

    def evaluation(trainer):
        value = values[trainer.updater.epoch - 1]
        chainer.report({'evaluation/miou': value, 'evaluation/miou_plus': value / 2})

    trainer.extend(evaluation, trigger=(1, 'epoch'),
                   priority=training.extension.PRIORITY_WRITER)
    log_report = E.LogReport(trigger=(1, 'epoch'))
    trainer.extend(log_report)
    return trainer, net, log_report


def _best_epoch(out):
    with np.load(out / 'best.npz') as file:
        return file['b'][0] / 2


@pytest.mark.parametrize('values, best', [
    ([.1, .3, .2], 2), ([.3, .3, .1], 1), ([NAN, 0., NAN], 2), ([.2, NAN, .1], 1)])
def test_best_snapshot(tmp_path, values, best):
    trainer, net, _ = _trainer(tmp_path, values)
    trainer.extend(BestSnapshot(net))
    trainer.run()
    assert _best_epoch(tmp_path) == best
    assert sorted(os.listdir(tmp_path)) == ['best.npz', 'log']


def test_best_snapshot_goes_on_after_a_resume(tmp_path):
    trainer, net, _ = _trainer(tmp_path, [.3])
    trainer.extend(BestSnapshot(net))
    trainer.run()
    chainer.serializers.save_npz(str(tmp_path / 'trainer'), trainer)
    trainer, net, _ = _trainer(tmp_path, [.3, .2, .25])
    trainer.extend(BestSnapshot(net))
    chainer.serializers.load_npz(str(tmp_path / 'trainer'), trainer)
    trainer.run()
    assert _best_epoch(tmp_path) == 1


def test_curves(tmp_path):
    trainer, _, log_report = _trainer(tmp_path, [.1, .2])
    trainer.extend(Curves(log_report, 'A, seed 0'), trigger=(1, 'epoch'))
    trainer.run()
    assert sorted(os.listdir(tmp_path)) == ['curves.png', 'log']
    with Image.open(tmp_path / 'curves.png') as image:
        assert image.format == 'PNG' and image.size == (1000, 400)
        pixels = np.array(image.convert('RGB'))
    # Blue and orange of the two curves on each side.
    for side in (pixels[:, :500], pixels[:, 500:]):
        for colour in ((31, 119, 180), (255, 127, 14)):
            assert (side == colour).all(axis=2).sum() > 20


@pytest.mark.parametrize('pause, drawn_at', [(1e9, [3]), (-1., [1, 2, 3])])
def test_curves_are_drawn_now_and_then_and_at_the_end(
        tmp_path, monkeypatch, pause, drawn_at):
    monkeypatch.setattr(importlib.import_module('fashionseg.extensions.curves'),
                        '_PAUSE', pause)
    trainer, _, log_report = _trainer(tmp_path, [.1, .2, .3])
    curves, epochs = Curves(log_report, 'A, seed 0'), []
    draw = curves._draw
    curves._draw = lambda: epochs.append(trainer.updater.epoch) or draw()
    trainer.extend(curves, trigger=(1, 'epoch'))
    trainer.run()
    assert epochs == drawn_at
    assert sorted(os.listdir(tmp_path)) == ['curves.png', 'log']


def test_progress_prints_a_line_for_each_epoch(tmp_path, capsys):
    trainer, _, log_report = _trainer(tmp_path, [.1, .25, .2])
    trainer.extend(Progress(3, log_report))
    trainer.run()
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) == 3 and err == ''
    # Loss of the second epoch: (1/3 + 1/4) / 2.
    assert lines[1].startswith('epoch 2/3  loss 0.2917  mIoU 0.2500  mIoU+ 0.1250  ')
    assert lines[2].endswith(' 0 s left')


def test_progress_counts_from_a_resume(tmp_path, capsys):
    trainer, _, log_report = _trainer(tmp_path, [.1, .2])
    trainer.extend(Progress(2, log_report))
    trainer.updater.iteration = 2
    trainer.run()
    assert capsys.readouterr().out.startswith('epoch 2/2  loss')


@pytest.mark.parametrize('value', [NAN, float('inf')])
def test_weights_that_are_no_numbers_end_the_run(tmp_path, value):
    trainer, net, _ = _trainer(tmp_path, [.1, .2])
    update = trainer.updater.update

    def spoil():
        update()
        if trainer.updater.iteration == 3:
            net.b.array[...] = value

    trainer.updater.update = spoil
    trainer.extend(FailOnNonNumber())
    with pytest.raises(UserError, match='no longer numbers after step 3'):
        trainer.run(show_loop_exception_msg=False)
    assert trainer.updater.iteration == 3
