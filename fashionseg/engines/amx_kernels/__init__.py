"""Convolutions by the processor's unit for products of small matrices (Intel's AMX)."""
