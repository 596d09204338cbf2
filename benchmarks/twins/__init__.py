"""The networks once more, in PyTorch, to measure against."""
