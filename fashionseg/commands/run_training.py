"""One training run, from settings to a result file."""

import os
import shutil
import time

import chainer
from chainer import training
from chainer.training import extensions as E

from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.find_start import find_start
from fashionseg.commands.latest_snapshot import latest_snapshot
from fashionseg.commands.make_result import make_result
from fashionseg.configurations import TABLE_5, LossWeights, make_net
from fashionseg.engines import current_engine
from fashionseg.errors import UserError
from fashionseg.extensions import (
    BestSnapshot, Curves, FailOnNonNumber, Progress, SegmentationEvaluator)
from fashionseg.files import write_json
from fashionseg.inference import make_segmenter
from fashionseg.inference.choose_inference_engine import choose_inference_engine
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, GuidedUpdater, ParallelGuidedUpdater,
    make_optimizer)
from fashionseg.transforms import TrainingTransform

DECAY_RATE = 0.99  # Section IV-E


def run_training(settings, profile_name, train, held_out, out, devices, command,
                 resume=False, inference='auto'):
    """Trains one configuration and writes ``result.json`` at the end.

    Also writes, while it goes on: ``run.json`` (settings and data), ``log`` (JSON, a
    row for each epoch), ``curves.png``, ``best.npz`` (weights of the best epoch by
    mIoU) and ``snapshot_epoch_<n>`` (the last one; removed at the end).

    Args:
        settings (fashionseg.configurations.Settings): What to train.
        profile_name (str): Name of the settings' profile, for the result.
        train, held_out (fashionseg.datasets.PreparedDataset): Photos for training and
            for evaluation.
        out (str): Folder of this run.
        devices (list of str): Chainer device names.
        command (str): Command line, for the result.
        resume (bool): Go on from the last snapshot in ``out``, if there is one.
        inference (str): Engine of the evaluations, see
            :func:`~fashionseg.inference.make_segmenter`.

    Returns:
        dict: The result, as written.

    Raises:
        UserError: The engine is not installed, too little room on the disk, a photo
            that cannot be used, weights that are no longer numbers, or a snapshot of
            other settings or photos.
    """
    start = time.monotonic()
    inference = choose_inference_engine(
        inference, on_cpu=devices[0] == '@numpy', n_photo=len(held_out))
    profile = settings.profile
    net = make_net(settings.configuration, profile, settings.seed, settings.variant)
    os.makedirs(out, exist_ok=True)
    _check_room(out, net.count_params())

    chain = GuidedTrainChain(
        net, *TABLE_5.get(settings.configuration, LossWeights(0, 0, 0)),
        spl_form=settings.spl_form, image_scaling=settings.image_scaling)
    optimizer = _make_optimizer(settings).setup(chain)
    updater = _make_updater(settings, train, optimizer, devices)
    print(f'{settings.configuration} seed {settings.seed}: {net.count_params():,} '
          f'parameters; {updater.description()}', flush=True)
    trainer = training.Trainer(updater, (profile.n_epoch, 'epoch'), out=out)
    log_report = _extend(trainer, settings, net, held_out, inference)
    snapshot = find_start(out, _record(settings, train), resume)
    if snapshot:
        chainer.serializers.load_npz(snapshot, trainer)
        print(f'going on after epoch {updater.epoch}', flush=True)
    # A traceback of Chainer's own before our line would only hide it.
    trainer.run(show_loop_exception_msg=False)

    result = make_result(settings, net.count_params(), log_report.log)
    result.update(
        profile=profile_name, dataset=train.name, data_hash=train.data_hash,
        split_sha256=train.split_sha256,
        n_train=len(train), n_eval=len(held_out), command=command,
        commit=current_commit(), seconds=round(time.monotonic() - start, 1),
        resumed=bool(snapshot),
        engine=dict(current_engine().record(), inference=inference))
    write_json(os.path.join(out, 'result.json'), result)
    os.remove(latest_snapshot(out))
    return result


def _record(settings, train):
    return {'configuration': settings.configuration, 'seed': settings.seed,
            'settings': settings.record(), 'data_hash': train.data_hash,
            'precision': current_engine().precision}


def _make_optimizer(settings):
    beta2 = DECAY_RATE if settings.decay == 'beta2' else 0.999
    return make_optimizer(settings.profile.learning_rate, beta2)


def _make_updater(settings, train, optimizer, devices):
    n_device = len(devices)
    iterators = [
        BatchIterator(train, TrainingTransform(),
                      settings.profile.batch_size // n_device, settings.seed,
                      settings.profile.n_worker, shard=(k, n_device))
        for k in range(n_device)]
    if n_device > 1:
        return ParallelGuidedUpdater(iterators, optimizer, devices)
    return GuidedUpdater(iterators[0], optimizer, devices[0])


def _extend(trainer, settings, net, held_out, inference):
    n_epoch = settings.profile.n_epoch
    log_report = E.LogReport(trigger=(1, 'epoch'))
    trainer.extend(SegmentationEvaluator(
        net, held_out, connectivity=settings.connectivity, absent=settings.absent,
        prepare=lambda net: make_segmenter(
            net, inference, n_thread=current_engine().n_thread)))
    # Once an epoch, since it reads all weights.
    trainer.extend(FailOnNonNumber(), trigger=(1, 'epoch'))
    if settings.decay == 'epoch':
        trainer.extend(E.ExponentialShift('alpha', DECAY_RATE), trigger=(1, 'epoch'))
    trainer.extend(log_report)
    trainer.extend(BestSnapshot(net))
    trainer.extend(Progress(n_epoch, log_report))
    trainer.extend(
        Curves(log_report, f'{settings.configuration}, seed {settings.seed}'),
        trigger=(1, 'epoch'))
    trainer.extend(
        E.snapshot(chainer.serializers.save_npz,
                   'snapshot_epoch_{.updater.epoch}', n_retains=1),
        trigger=(1, 'epoch'), priority=-300)  # after everything that it stores
    return log_report


def _check_room(out, n_param):
    # A snapshot holds the weights and Adam's two moments; two may exist at a time,
    # beside the best weights.
    needed = n_param * 4 * 7 + 50e6
    free = shutil.disk_usage(out).free
    if free < needed:
        raise UserError(f'{out} needs about {needed / 1e9:.1f} GB and its disk has '
                        f'{free / 1e9:.1f} GB free; free some room or give --out')
