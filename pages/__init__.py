"""Pages of docs/ that a program writes: ``python -m pages``."""
