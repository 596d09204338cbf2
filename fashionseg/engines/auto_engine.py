"""What is taken when nobody names an engine."""

import importlib.util


def auto_engine():
    """Returns 'aten' where PyTorch is installed, else 'numpy'; imports nothing."""
    return 'aten' if importlib.util.find_spec('torch') else 'numpy'
