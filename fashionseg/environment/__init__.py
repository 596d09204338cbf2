"""What a run meets: machine, packages, threads, engines, GPUs."""

from fashionseg.environment.count_gpus import count_gpus
from fashionseg.environment.describe_environment import describe_environment
from fashionseg.environment.short_environment import short_environment

__all__ = ['count_gpus', 'describe_environment', 'short_environment']
