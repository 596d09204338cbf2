"""What runs inside a training step: photos, the loss, the update."""

from fashionseg.training.batch_iterator import BatchIterator
from fashionseg.training.guided_train_chain import GuidedTrainChain
from fashionseg.training.guided_updater import GuidedUpdater
from fashionseg.training.make_optimizer import make_optimizer
from fashionseg.training.multi_node_updater import MultiNodeUpdater
from fashionseg.training.parallel_guided_updater import ParallelGuidedUpdater
from fashionseg.training.running_statistics import running_statistics

__all__ = ['BatchIterator', 'GuidedTrainChain', 'GuidedUpdater',
           'MultiNodeUpdater', 'ParallelGuidedUpdater', 'make_optimizer',
           'running_statistics']
