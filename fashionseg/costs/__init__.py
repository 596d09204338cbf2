"""What the networks cost, counted and timed, and what that says of the baselines."""

from fashionseg.costs.compare_costs import compare_costs
from fashionseg.costs.count_networks import count_networks
from fashionseg.costs.describe_costs import describe_costs
from fashionseg.costs.networks import NETWORKS
from fashionseg.costs.operation_count import OperationCount
from fashionseg.costs.read_counts import read_counts
from fashionseg.costs.read_times import read_times
from fashionseg.costs.time_networks import time_networks
from fashionseg.costs.write_costs import write_costs

__all__ = ['NETWORKS', 'OperationCount', 'compare_costs', 'count_networks',
           'describe_costs', 'read_counts', 'read_times', 'time_networks',
           'write_costs']
