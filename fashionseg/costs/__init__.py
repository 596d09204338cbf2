"""What the networks cost, counted and timed, and what that says of the baselines."""

from fashionseg.costs.count_networks import count_networks
from fashionseg.costs.networks import NETWORKS
from fashionseg.costs.operation_count import OperationCount
from fashionseg.costs.time_networks import time_networks
from fashionseg.costs.write_costs import write_costs

__all__ = ['NETWORKS', 'OperationCount', 'count_networks', 'time_networks',
           'write_costs']
