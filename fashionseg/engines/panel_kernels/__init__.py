"""Convolutions of small maps by filters that stay as they are."""
