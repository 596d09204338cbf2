"""The networks whose costs are told."""

from fashionseg.configurations import BASELINES, TABLE_5

# Name -> (configuration, variant), as make_net takes them.
NETWORKS = {name: (name, None) for name in TABLE_5}
NETWORKS.update({f'{name} {variant}': (name, variant)
                 for name, variants in BASELINES.items() for variant in variants})
