"""Inference and training steps of PyTorch."""

import contextlib

import numpy as np
import torch

from benchmarks.twins.guided_twin import GuidedTwin, TwinScores
from benchmarks.twins.guided_twin_loss import guided_twin_loss
from benchmarks.twins.unet_twin import UNetTwin
from benchmarks.workloads.make_batch import make_batch

TWINS = {'A': GuidedTwin, 'unet': UNetTwin}


class TorchWorkload:
    """A twin as PyTorch's users run it.

    Args:
        job (dict): What is run, see :func:`benchmarks.worker.work`.
    """

    def __init__(self, job):
        torch.set_num_threads(job['n_thread'])
        tf32 = job['precision'] == 'tf32'
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = tf32
        self._device = torch.device('cuda' if job['gpu'] else 'cpu')
        self._format = (torch.channels_last if job['layout'] == 'channels last'
                        else torch.contiguous_format)
        self._low = {'bfloat16': torch.bfloat16, 'float16': torch.float16}.get(
            job['precision'])
        with np.load(job['weights']) as arrays:
            self._twin = TWINS[job['network']](arrays).to(
                self._device, memory_format=self._format)
        self._loss_weights = job['loss_weights']
        self.run = self._train if job['work'] == 'training' else self._segment
        if job['work'] == 'training':
            # None is PyTorch's own choice.
            fused = True if job['tuned'] else None
            self._optimizer = torch.optim.Adam(
                self._twin.parameters(), job['learning_rate'], fused=fused)
            self._scaler = torch.amp.GradScaler(
                self._device.type, enabled=self._low == torch.float16)

    def load(self, n):
        """Puts ``n`` photos where the twin wants them."""
        x, t = make_batch(n)
        self._x = torch.from_numpy(x).to(self._device, memory_format=self._format)
        self._t = torch.from_numpy(t.astype(np.int64)).to(self._device)

    def to_numpy(self, result):
        """What ``run`` returned: labels or the loss, as an array."""
        return result.cpu().numpy()

    def _autocast(self):
        if self._low is None:
            return contextlib.nullcontext()
        return torch.autocast(self._device.type, self._low)

    def _segment(self):
        with torch.inference_mode(), self._autocast():
            return self._twin.segment(self._x)

    def _train(self):
        self._optimizer.zero_grad()
        with self._autocast():
            scores = self._twin(self._x)
        scores = TwinScores(*(
            {i: score.float() for i, score in part.items()} for part in scores))
        loss = guided_twin_loss(scores, self._x, self._t, self._loss_weights)
        self._scaler.scale(loss).backward()
        self._scaler.step(self._optimizer)
        self._scaler.update()
        return loss.detach()
