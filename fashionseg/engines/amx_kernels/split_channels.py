"""Channels of a map that are multiplied together."""

from fashionseg.engines.amx_kernels.plan import DEPTH, ITEM_NUMBERS, ONE_ITEM

# An item of a map of so many channels has places enough: with more channels it has few,
# and items would each read all filters for them.
_FEWEST_PLACES = 256
_MOST_CHANNELS = ITEM_NUMBERS // _FEWEST_PLACES


def split_channels(n_channel, n_place):
    """Splits the channels of a map of ``n_place`` places.

    Returns:
        list of slice: One for all where they are few, or the places are.
    """
    n_group = 1
    if n_channel * n_place > ONE_ITEM:
        n_group = -(-n_channel // _MOST_CHANNELS)
    step = -(-n_channel // (n_group * DEPTH)) * DEPTH
    return [slice(k, min(k + step, n_channel)) for k in range(0, n_channel, step)]
