"""The profile of a run with what the command line changes of it."""

from fashionseg.configurations import PROFILES

# Option of a run -> field of the profile that it takes the place of.
PROFILE_OPTIONS = {'workers': 'n_worker', 'batch_size': 'batch_size',
                   'epochs': 'n_epoch', 'learning_rate': 'learning_rate'}


def chosen_profile(args):
    """Takes the named profile and puts the given options in place of its own values.

    Args:
        args (argparse.Namespace): With ``profile`` and the keys of
            ``PROFILE_OPTIONS``; None keeps the profile's own.

    Returns:
        fashionseg.configurations.Profile: Sizes of the run.
    """
    changes = {field: getattr(args, option)
               for option, field in PROFILE_OPTIONS.items()}
    return PROFILES[args.profile]._replace(
        **{field: value for field, value in changes.items() if value is not None})
