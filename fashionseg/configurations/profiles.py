"""How large and how long a run is."""

from collections import namedtuple

Profile = namedtuple(
    'Profile', 'width divisor n_middle n_epoch batch_size n_run n_train n_eval n_worker')
Profile.__doc__ = """Sizes of a run.

* ``width``: multiplier of the paper's network and of U-Net; 1.0 is the paper.
* ``divisor``: every filter count of SegNet, PSPNet, DeepLabv3+ divided by this.
* ``n_middle``: middle-flow blocks of DeepLabv3+'s Xception; 16 is the original.
* ``n_epoch``, ``batch_size``: of a run, the latter over all devices together.
* ``n_run``: runs (seeds 0, 1, ...) of each configuration.
* ``n_train``, ``n_eval``: photos that the generator makes.
* ``n_worker``: processes that prepare photos on each device.
"""

PROFILES = {
    # Section IV-E; the batch is 16 on each of three GPUs (the paper is silent).
    'paper': Profile(1.0, 1, 16, 100, 48, 3, 49977, 2400, 4),
    # Real photos on a CPU.
    'small': Profile(0.125, 8, 2, 10, 4, 1, 600, 200, 0),
    # The whole chain in minutes.
    'quick': Profile(0.125, 8, 2, 6, 4, 1, 200, 40, 0),
}
