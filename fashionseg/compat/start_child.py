"""First thing that runs in a child process: see child_processes.py."""

import os
import sys


root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The child replaces its path by the parent's right afterwards.
sys.path.insert(0, root)

import fashionseg  # noqa: E402,F401
