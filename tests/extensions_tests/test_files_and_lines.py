"""The other extensions in a trainer that trains nothing."""

import importlib
import json
import os
import types

import chainer
import chainer.links as L
from chainer import training
import numpy as np
from PIL import Image
import pytest

from fashionseg.extensions import BestSnapshot, Curves, Log, Progress
from fashionseg.files import read_tensors

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
        if value is not None:
            chainer.report(
                {'evaluation/miou': value, 'evaluation/miou_plus': value / 2})

    trainer.extend(evaluation, trigger=(1, 'epoch'),
                   priority=training.extension.PRIORITY_WRITER)
    log = Log()
    trainer.extend(log)
    return trainer, net, log


def _best(out):
    """Epoch that the weights in the file are of, and its texts."""
    arrays, metadata = read_tensors(out / 'best.safetensors')
    return arrays['b'][0] / 2, metadata


@pytest.mark.parametrize('values, best', [
    ([.1, .3, .2], 2), ([.3, .3, .1], 1), ([NAN, 0., NAN], 2), ([.2, NAN, .1], 1),
    ([None, .1, None], 2), ([.2, None, .1], 1)])
def test_best_snapshot(tmp_path, values, best):
    trainer, net, _ = _trainer(tmp_path, values)
    trainer.extend(BestSnapshot(net, {'dataset': 'drawn'}, Log()))
    trainer.run()
    epoch, metadata = _best(tmp_path)
    assert epoch == best
    value = values[best - 1]
    assert json.loads(metadata.pop('scores')) == {
        'epoch': best, 'miou': value, 'miou_plus': value / 2}
    assert set(metadata) == {'dataset', 'sha256'}
    assert sorted(os.listdir(tmp_path)) == ['best.safetensors', 'log']


@pytest.mark.parametrize('values', [[NAN], [None]])
def test_no_score_is_no_best(tmp_path, values):
    trainer, net, _ = _trainer(tmp_path, values)
    trainer.extend(BestSnapshot(net, {}, Log()))
    trainer.run()
    assert os.listdir(tmp_path) == ['log']


def test_best_by_another_score_without_the_others(tmp_path):
    trainer, net, _ = _trainer(tmp_path, [None, None])
    trainer.extend(BestSnapshot(net, {}, Log(), key='main/loss/ipl'))
    trainer.run()
    assert json.loads(_best(tmp_path)[1]['scores']) == {
        'epoch': 1, 'miou': None, 'miou_plus': None}


def test_best_snapshot_goes_on_after_a_resume(tmp_path):
    trainer, net, _ = _trainer(tmp_path, [.3])
    trainer.extend(BestSnapshot(net, {}, Log()))
    trainer.run()
    state = chainer.serializers.DictionarySerializer()
    state.save(trainer)
    trainer, net, _ = _trainer(tmp_path, [.3, .2, .25])
    trainer.extend(BestSnapshot(net, {}, Log()))
    chainer.serializers.NpzDeserializer(state.target).load(trainer)
    trainer.run()
    assert _best(tmp_path)[0] == 1


def test_log(tmp_path):
    trainer, _, log = _trainer(tmp_path, [.1, NAN])
    trainer.run()
    rows = json.loads((tmp_path / 'log').read_text())
    assert [row['epoch'] for row in rows] == [1, 2]
    assert [row['iteration'] for row in rows] == [2, 4]
    # Losses of the steps: 1, 1/2, 1/3, 1/4.
    assert [row['main/loss'] for row in rows] == pytest.approx([3 / 4, 7 / 24])
    assert rows[0]['evaluation/miou'] == .1 and np.isnan(rows[1]['evaluation/miou'])
    assert len(log.log) == 2
    assert os.listdir(tmp_path) == ['log']


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


def test_curves_of_a_run_that_was_killed_before_they_were_drawn(tmp_path):
    trainer, _, log_report = _trainer(tmp_path, [.1, .2])
    curves = Curves(log_report, 'A, seed 0')
    curves.initialize(trainer)
    curves.finalize()
    assert not (tmp_path / 'curves.png').exists()  # a run that has no epoch yet
    trainer.run()
    curves.initialize(trainer)
    curves.finalize()  # nothing was left to train
    assert (tmp_path / 'curves.png').exists()


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


def test_progress_without_scores(tmp_path, capsys):
    trainer, _, log_report = _trainer(tmp_path, [None])
    trainer.extend(Progress(1, log_report))
    trainer.run()
    assert 'loss 0.7500  mIoU nan  mIoU+ nan' in capsys.readouterr().out


def test_progress_counts_from_a_resume(tmp_path, capsys):
    trainer, _, log_report = _trainer(tmp_path, [.1, .2])
    trainer.extend(Progress(2, log_report))
    trainer.updater.iteration = 2
    trainer.run()
    assert capsys.readouterr().out.startswith('epoch 2/2  loss')
