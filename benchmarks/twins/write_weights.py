"""The weights that a twin gets, once it is known to be the same network."""

import json
import sys

import chainer
import numpy as np

from benchmarks.twins.check_twin import check_twin
from benchmarks.workloads.make_batch import make_batch
from benchmarks.workloads.torch_workload import TWINS
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES, make_net


def write_weights(job):
    """Writes the weights of a fresh Chainer network and checks its twin.

    Args:
        job (dict): ``network``, ``profile``, ``loss_weights``, ``weights`` (the file),
            see :func:`benchmarks.worker.work`.

    Returns:
        dict: What :func:`~benchmarks.twins.check_twin.check_twin` returns.

    Raises:
        UserError: The twin differs.
    """
    net = make_net(job['network'], PROFILES[job['profile']])
    chainer.serializers.save_npz(job['weights'], net, compression=False)
    with np.load(job['weights']) as weights:
        twin = TWINS[job['network']](weights)
    return check_twin(net, twin, job['loss_weights'], *make_batch(1))


def _main(text):
    print(json.dumps(write_weights(json.loads(text))))


if __name__ == '__main__':
    sys.exit(run_command(_main, sys.argv[1]))
