"""Which weights a prediction is made with."""


def describe_weights(runs, seed):
    """Words on the weights of one run.

    Args:
        runs (list of dict): Finished runs of the configuration.
        seed (int): Seed of the run whose weights they are.

    Returns:
        str: The seed and the epoch of the best mIoU, whose weights are kept.
    """
    for run in runs:
        if run['seed'] == seed:
            return f'seed {seed}, epoch {run["best"]["miou"]["epoch"]}'
    return f'seed {seed}, unfinished run'
