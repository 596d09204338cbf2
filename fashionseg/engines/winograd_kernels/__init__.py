"""Convolutions by filters of 3 x 3 with a quarter of the multiplications."""
