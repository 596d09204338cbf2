"""Memory that is foretold for a training run, beside what its steps then take.

    python -m benchmarks.memory_estimates quick:A:2 small:unet:4 paper:A:8

Each PROFILE:CONFIGURATION:PHOTOS is a process of its own, with steps of so many photos.
The exit status is 1 when an estimate is off by more than ``MOST_OFF``.
"""

import argparse
import json
import sys

import numpy as np

from benchmarks.run_process import run_process

N_STEP = 3
MOST_OFF = .2


def main(argv):
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog='python -m benchmarks.memory_estimates', description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('runs', nargs='+', metavar='PROFILE:CONFIGURATION:PHOTOS')
    parser.add_argument('--kernels', default='numpy')
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args(argv)
    print(f'{"run":28} {"foretold":>9} {"taken":>9}   off')
    worst = 0
    for run in args.runs:
        found = run_process('benchmarks.memory_estimates', '--one', run, args.kernels,
                            str(args.threads), n_thread=args.threads)
        if 'missing' in found:
            print(f'{run:28} {found["missing"]}')
            worst = float('inf')
            continue
        off = found['estimate'] / found['peak'] - 1
        worst = max(worst, abs(off))
        print(f'{run:28} {found["estimate"] / 1e9:6.2f} GB {found["peak"] / 1e9:6.2f} '
              f'GB {off:+5.0%}', flush=True)
    return int(worst > MOST_OFF)


def measure(run, kernels, n_thread):
    """Estimates one run and then takes some of its steps, in this process.

    Args:
        run (str): PROFILE:CONFIGURATION:PHOTOS.
        kernels (str): See ``fashionseg.engines``.
        n_thread (int): Threads.

    Returns:
        dict: ``estimate`` and ``peak``, bytes of this process.
    """
    # Imported here: the memory of the driver is not measured.
    from fashionseg.commands.estimate_needs import estimate_needs
    from fashionseg.commands.process_memory import ProcessMemory
    from fashionseg.configurations import (
        PROFILES, TABLE_5, LossWeights, Settings, make_net)
    from fashionseg.engines import use_engine
    from fashionseg.training import GuidedTrainChain, make_optimizer

    use_engine(kernels, n_thread)
    profile_name, configuration, n = run.split(':')
    profile = PROFILES[profile_name]._replace(batch_size=int(n), n_worker=0)
    estimate = estimate_needs(
        Settings(configuration, profile), ['@numpy'], keep=2).memory
    chain = GuidedTrainChain(make_net(configuration, profile),
                             *TABLE_5.get(configuration, LossWeights(0, 0, 0)))
    optimizer = make_optimizer(profile.learning_rate).setup(chain)
    rng = np.random.default_rng(1)
    ProcessMemory.forget_peak()
    for _ in range(N_STEP):
        x = rng.random((int(n), 3, 224, 224), dtype=np.float32)
        t = rng.integers(0, 14, (int(n), 224, 224), dtype=np.int32)
        optimizer.update(chain, x, t)
    return {'estimate': estimate, 'peak': ProcessMemory.peak()}


if __name__ == '__main__':
    if sys.argv[1:2] == ['--one']:
        run, kernels, n_thread = sys.argv[2:]
        print(json.dumps(measure(run, kernels, int(n_thread))))
    else:
        sys.exit(main(sys.argv[1:]))
