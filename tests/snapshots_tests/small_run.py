"""A run of milliseconds that has everything a state can consist of."""

import chainer
import chainer.functions as F
import chainer.links as L
import numpy as np
from chainer import training
from chainer.training import extensions as E

from fashionseg.extensions import BestSnapshot, Log
from fashionseg.snapshots import Snapshot, StopRequest
from fashionseg.training.scaled_adam import ScaledAdam

N_EPOCH = 3
RECORD = {'configuration': 'X', 'settings': {'profile': {'width': .5}, 'seed': 1}}


class Net(chainer.Chain):
    """Batch normalization with its running statistics, dropout, a reported loss."""

    def __init__(self):
        super().__init__()
        with self.init_scope():
            self.a, self.norm, self.b = L.Linear(3, 4), L.BatchNormalization(4), \
                L.Linear(4, 1)

    def forward(self, x, t):
        h = F.dropout(F.relu(self.norm(self.a(x))), .5)
        loss = F.mean_squared_error(self.b(h), t)
        chainer.report({'loss': loss.array}, self)
        return loss


def make_trainer(out, request=None, adam=ScaledAdam, n_epoch=N_EPOCH, **options):
    """Ten examples in batches of 3: epochs end in the middle of a batch."""
    np.random.seed(0)
    x = np.random.rand(10, 3).astype(np.float32)
    data = chainer.datasets.TupleDataset(x, x.sum(axis=1, keepdims=True))
    net = Net()
    iterator = chainer.iterators.SerialIterator(data, 3)
    trainer = training.Trainer(
        training.StandardUpdater(iterator, adam(alpha=.01).setup(net)),
        (n_epoch, 'epoch'), out=str(out))
    trainer.extend(E.ExponentialShift('alpha', .9), trigger=(1, 'epoch'))
    trainer.extend(E.ExponentialShift('beta1', .99), trigger=(3, 'iteration'))
    log = Log()
    trainer.extend(log)
    trainer.extend(BestSnapshot(net, {}, log, key='main/loss'))
    trainer.extend(Snapshot(RECORD, request or StopRequest(), **options))
    return trainer


def weights_and_log(trainer):
    """All weights and statistics, and the log without times."""
    net = trainer.updater.get_optimizer('main').target
    state = chainer.serializers.DictionarySerializer()
    state.save(net)
    rows = [{key: value for key, value in row.items() if key != 'elapsed_time'}
            for row in trainer.get_extension('Log').log]
    return {name: array.copy() for name, array in state.target.items()}, rows
