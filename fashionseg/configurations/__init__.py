"""What is trained, and with which settings."""

from fashionseg.configurations.baselines import BASELINES
from fashionseg.configurations.make_net import make_net
from fashionseg.configurations.profiles import PROFILES, Profile
from fashionseg.configurations.readings import READINGS
from fashionseg.configurations.settings import Settings
from fashionseg.configurations.table_5 import TABLE_5, LossWeights

CONFIGURATIONS = tuple(TABLE_5) + tuple(BASELINES)

__all__ = ['BASELINES', 'CONFIGURATIONS', 'LossWeights', 'PROFILES', 'Profile',
           'READINGS', 'Settings', 'TABLE_5', 'make_net']
