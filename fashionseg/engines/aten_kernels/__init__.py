"""Arithmetic of the aten engine: PyTorch kernels on the memory of the arrays."""
