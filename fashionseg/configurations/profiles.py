"""How large and how long a run is."""

from collections import namedtuple

Profile = namedtuple('Profile', (
    'width', 'divisor', 'n_middle', 'learning_rate', 'n_epoch', 'batch_size',
    'n_run', 'n_train', 'n_eval', 'n_worker'))
Profile.__doc__ = """Sizes of a run.

* ``width``: multiplier of the paper's network; 1.0 is the paper.
* ``divisor``: every filter count of the other networks divided by this.
* ``n_middle``: middle-flow blocks of DeepLabv3+'s Xception; 16 is the original.
* ``learning_rate``: Adam's; 1e-3 is the paper. Narrow networks start from larger
  weights, and need larger steps to change them in a short run.
* ``n_epoch``, ``batch_size``: of a run, the latter over all devices together.
* ``n_run``: runs (seeds 0, 1, ...) of each configuration.
* ``n_train``, ``n_eval``: photos that the generator makes.
* ``n_worker``: processes that prepare photos on each device.
"""

PROFILES = {
    # Section IV-E; the batch is 16 on each of three GPUs (the paper is silent).
    'paper': Profile(
        width=1.0, divisor=1, n_middle=16, learning_rate=1e-3,
        n_epoch=100, batch_size=48, n_run=3, n_train=49977, n_eval=2400, n_worker=4),
    # Real photos on a CPU, in less than an hour.
    'small': Profile(
        width=0.0625, divisor=8, n_middle=4,
        learning_rate=2e-3, n_epoch=7, batch_size=4, n_run=1, n_train=600, n_eval=200,
        n_worker=0),
    # The same, wider and longer: about an hour and a half of two cores.
    'medium': Profile(
        width=0.125, divisor=8, n_middle=4,
        learning_rate=2e-3, n_epoch=8, batch_size=4, n_run=1, n_train=600, n_eval=200,
        n_worker=0),
    # The whole chain in minutes.
    'quick': Profile(
        width=0.0625, divisor=8, n_middle=4,
        learning_rate=2e-3, n_epoch=4, batch_size=2, n_run=1, n_train=400, n_eval=40,
        n_worker=0),
}
