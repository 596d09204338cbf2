"""Inference and training steps of this project, and of Chainer as it is."""

import chainer

from benchmarks.workloads.make_batch import make_batch
from fashionseg.configurations import PROFILES, make_net
from fashionseg.engines import use_engine
from fashionseg.training import GuidedTrainChain, make_optimizer
from fashionseg.training.captured_loss import CapturedLoss

GRAPH_ENGINES = 'onnxruntime', 'openvino'


class ChainerWorkload:
    """A network of :func:`~fashionseg.configurations.make_net` under one engine.

    With the engine 'as is' nothing of :mod:`fashionseg.engines` is in use: Chainer
    computes, mended for today's NumPy and no more.

    Args:
        job (dict): What is run, see :func:`benchmarks.worker.work`.
    """

    def __init__(self, job):
        engine, precision = job['engine'], job['precision']
        is_graph = engine in GRAPH_ENGINES
        if is_graph:
            use_engine('numpy', job['n_thread'])
        elif engine != 'as is':
            use_engine(engine, job['n_thread'],
                       'float32' if precision == 'tf32' else precision,
                       tf32=precision == 'tf32')
        self._device = chainer.get_device('@cupy:0' if job['gpu'] else '@numpy')
        self._device.use()
        net = make_net(job['network'], PROFILES[job['profile']])
        net.to_device(self._device)
        self._chain = None
        if job['work'] == 'training':
            self._chain = GuidedTrainChain(net, *job['loss_weights'])
            self._optimizer = make_optimizer(job['learning_rate']).setup(self._chain)
            self._chain.watch = self  # is told of each loss
            self._type_check = engine == 'as is'
            self.run = self._train
        else:
            self._segment = net.segment
            if engine != 'as is' and not job['gpu']:
                # ONNX is no part of what the others need, and memory is measured.
                from fashionseg.inference import make_segmenter
                self._segment = make_segmenter(
                    net, engine if is_graph else 'chainer', precision, job['n_thread'])
            self.run = lambda: self._segment(self._x)

    def load(self, n):
        """Puts ``n`` photos where the network wants them."""
        self._x, self._t = map(self._device.send, make_batch(n))
        if self._chain is not None:
            self._loss_of = self._chain if self._type_check else CapturedLoss(
                self._chain)

    def to_numpy(self, result):
        """What ``run`` returned: labels or the loss, as an array."""
        return chainer.cuda.to_cpu(result)

    def note(self, chain, terms):
        """Keeps the loss of the last pass."""
        self._last_loss = terms['loss']

    def _train(self):
        # As GuidedUpdater does; Chainer's own updater checks types in every step.
        with chainer.using_config('type_check', self._type_check):
            self._optimizer.update(self._loss_of, self._x, self._t)
        return self._last_loss
