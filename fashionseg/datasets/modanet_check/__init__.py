"""Looks for all that can be wrong with copies of ModaNet's files."""

from fashionseg.datasets.modanet_check.check_modanet import check_modanet
from fashionseg.datasets.modanet_check.describe_report import describe_report
from fashionseg.datasets.modanet_check.fault_kinds import FAULT_KINDS
from fashionseg.datasets.modanet_check.spread_photos import spread_photos

__all__ = ['FAULT_KINDS', 'check_modanet', 'describe_report', 'spread_photos']
