"""Loops that Numba compiles: what NumPy would take many passes over the memory for."""
