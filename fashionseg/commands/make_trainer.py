"""All parts of one training run, put together."""

from chainer import training
from chainer.training import extensions as E

from fashionseg.configurations import TABLE_5, LossWeights
from fashionseg.engines import current_engine
from fashionseg.extensions import (
    BestSnapshot, Curves, Log, Progress, SegmentationEvaluator)
from fashionseg.inference import make_segmenter
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, GuidedUpdater, MultiNodeUpdater,
    ParallelGuidedUpdater, make_optimizer)
from fashionseg.transforms import TrainingTransform

DECAY_RATE = 0.99  # Section IV-E


def make_trainer(settings, net, train, held_out, out, devices, inference, card,
                 processes):
    """Builds the trainer of a run: the loss, the optimizer, and what is done between.

    Args:
        settings (fashionseg.configurations.Settings): What to train.
        net (fashionseg.links.SegmentationNet): The network.
        train, held_out (fashionseg.datasets.PreparedDataset): Photos for training and
            for evaluation.
        out (str): Folder of the run.
        devices (list of str): Chainer device names.
        inference (str): Engine of the evaluations, chosen.
        card (dict): What the file of the best weights says about itself.
        processes (fashionseg.processes.Processes): All that train; only the first one
            has what writes or speaks.

    Returns:
        tuple: The :class:`chainer.training.Trainer`, and its
        :class:`~fashionseg.extensions.Log`, which stays empty where ``processes`` says
        that this is not the first.

    Raises:
        UserError: Several GPUs and no NCCL, or fewer photos than devices.
    """
    profile = settings.profile
    chain = GuidedTrainChain(
        net, *TABLE_5.get(settings.configuration, LossWeights(0, 0, 0)),
        spl_form=settings.spl_form, image_scaling=settings.image_scaling)
    beta2 = DECAY_RATE if settings.decay == 'beta2' else 0.999
    optimizer = make_optimizer(profile.learning_rate, beta2).setup(chain)
    updater = _make_updater(settings, train, optimizer, devices, processes)
    trainer = training.Trainer(updater, (profile.n_epoch, 'epoch'), out=out)

    log = Log()
    trainer.extend(SegmentationEvaluator(
        net, held_out, connectivity=settings.connectivity, absent=settings.absent,
        prepare=lambda net: make_segmenter(
            net, inference, n_thread=current_engine().n_thread), processes=processes))
    if settings.decay == 'epoch':
        trainer.extend(E.ExponentialShift('alpha', DECAY_RATE), trigger=(1, 'epoch'))
    if not processes.is_first:
        return trainer, log
    trainer.extend(log)
    trainer.extend(BestSnapshot(net, card, log))
    trainer.extend(Progress(profile.n_epoch, log))
    trainer.extend(Curves(log, f'{settings.configuration}, seed {settings.seed}'),
                   trigger=(1, 'epoch'))
    return trainer, log


def _make_updater(settings, train, optimizer, devices, processes):
    n_device = settings.n_device
    shards = [processes.rank] if processes.size > 1 else range(n_device)
    iterators = [
        BatchIterator(train, TrainingTransform(),
                      settings.profile.batch_size // n_device, settings.seed,
                      settings.profile.n_worker, shard=(k, n_device))
        for k in shards]
    if processes.size > 1:
        return MultiNodeUpdater(iterators[0], optimizer, processes, devices[0])
    if n_device > 1:
        return ParallelGuidedUpdater(iterators, optimizer, devices)
    return GuidedUpdater(iterators[0], optimizer, devices[0])
