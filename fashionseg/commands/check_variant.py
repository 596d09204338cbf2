"""Whether a network has a variant."""

from fashionseg.configurations import BASELINES
from fashionseg.errors import UserError


def check_variant(configuration, variant):
    """Compares ``--variant`` with what the configuration has.

    Args:
        configuration (str): 'A'..'H' or a key of ``BASELINES``.
        variant (str or None): None is always right.

    Raises:
        UserError: The configuration has no such variant.
    """
    variants = BASELINES.get(configuration, ())
    if variant is not None and variant not in variants:
        found = ', '.join(variants) if variants else 'none'
        raise UserError(f'--variant {variant}: variants of {configuration}: {found}')
