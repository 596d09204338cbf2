"""Which transformed filters are kept."""

from fashionseg.engines.kept_weights import KeptWeights

# They take up to four times the memory of the filters.
_MOST_NUMBERS = 1 << 23


def keeps(w):
    """Whether what filters ``w`` (array) are transformed to is kept; bool."""
    return w.size <= _MOST_NUMBERS and KeptWeights.has(w)
