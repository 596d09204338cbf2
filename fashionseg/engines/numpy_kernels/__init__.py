"""Arithmetic of the numpy engine: NumPy alone, in blocks that stay in the cache."""
