"""The tiles of a map that is convolved."""

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.plan import rows_of
from fashionseg.engines.winograd_kernels.read_tiles import read_tiles


def read_inputs(x, item, plan, tiling):
    """Reads and transforms the tiles of an item.

    Args:
        x (numpy.ndarray): (N, C, H, W), contiguous.
        item (numpy.ndarray): One of the plan's.
        plan (fashionseg.engines.winograd_kernels.plan.Plan): The whole plan.
        tiling (fashionseg.engines.winograd_kernels.tiling.Tiling): The convolution.

    Returns:
        tuple: Tiles (blocks of channels, 36 x rows x ``plan.pitch``), and the number of
        rows. Rows are tiles, filled up to whole ones of a product.
    """
    n_row = rows_of(len(item) * plan.n_tile)
    tiles = scratch('tiles', (len(plan.ins), N_NUMBER ** 2 * n_row * plan.pitch),
                    x.dtype)
    walk = tiling.source

    def read(k):
        channel, n_in, wide, offset = plan.ins[k]
        read_tiles(x, item, plan.n_tile, walk.scale, walk.step, walk.n_side, offset,
                   channel, n_in, wide, tiling.n_tap, False, tiles[k],
                   n_row * plan.pitch, plan.pitch)

    THREADS.run(read, range(len(plan.ins)))
    return tiles, n_row
