"""The first forward pass whose loss is not a number."""

import multiprocessing

import numpy as np

from fashionseg.training.first_non_number import first_non_number

# Passes after which a GPU is asked: asking it each time would have it wait.
EVERY = 20
TERMS = {'segmentation': 'the segmentation loss', 'ipl': 'the image pyramid loss',
         'spl': 'the segmentation pyramid loss', 'lpl': 'the label pooling loss',
         'loss': 'the whole loss'}


class LossWatch:
    """Finds, on each device of a run, the first pass whose loss is NaN or infinite.

    A CPU is looked at in each pass, which costs a millionth of a second. The terms of
    a GPU stay on it until ``EVERY`` passes have gone by.

    The devices' own processes find what concerns them; it is seen in all of them.

    Args:
        devices (list of str): Chainer's names of the devices, one process for each.

    Attributes:
        n_pass (int): Forward passes of this process.
        n_good (int): Those after which the weights are known to have been numbers.
    """

    def __init__(self, devices):
        self._devices = [str(device) for device in devices]
        # Of each device: the pass, its terms as bits, and which weight was lost
        # before it, counted from 1.
        self._found = multiprocessing.get_context('spawn').RawArray(
            'q', 3 * len(devices)) if len(devices) > 1 else [0, 0, 0]
        self._kept = []
        self.n_pass = self.n_good = 0

    def note(self, link, terms):
        """Takes the loss of a pass into account, before its backward pass.

        Args:
            link (chainer.Link): Whose loss it is.
            terms (dict): 'loss' and the names of its terms -> scalar array.
        """
        self.n_pass += 1
        self._kept.append(terms)
        if link.xp is np or self.n_pass % EVERY == 0:
            self.look(link)

    def look(self, link):
        """Looks at what has been noted and not looked at, which a GPU waits for."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        if link.xp is np:
            values = [[float(value) for value in terms.values()] for terms in kept]
        else:
            values = link.xp.stack(
                [value for terms in kept for value in terms.values()]).get()
        good = np.isfinite(values).reshape(len(kept), -1)
        row = 3 * (self._devices.index(str(link.device))
                   if len(self._devices) > 1 else 0)
        if good.all() or self._found[row]:
            return
        k = int(np.argmin(good.all(axis=1)))
        bits = sum(1 << list(TERMS).index(name)
                   for name, is_good in zip(kept[k], good[k]) if not is_good)
        # Weights that were lost before a pass tell it only as long as no later pass
        # has updated them.
        lost = first_non_number(link) if k == len(kept) - 1 and link.xp is np else None
        names = [name for name, _ in sorted(link.namedparams())]
        self._found[row + 1] = bits
        self._found[row + 2] = 0 if lost is None else 1 + names.index(lost)
        self._found[row] = self.n_pass - len(kept) + k + 1

    def first(self, link):
        """What was found first, on any device.

        Args:
            link (chainer.Link): That of :meth:`note`, for the names of weights.

        Returns:
            tuple or None: Number of the pass, from 1; number of the device, None where
            there is one; names of the terms, keys of ``TERMS``; name of a weight that
            was lost before the pass, or None.
        """
        n, device = min(((n, k) for k, n in enumerate(self._found[::3]) if n),
                        default=(0, 0))
        if not n:
            return None
        bits, lost = self._found[3 * device + 1:3 * device + 3]
        names = [name for name, _ in sorted(link.namedparams())]
        return (n, device if len(self._devices) > 1 else None,
                [name for k, name in enumerate(TERMS) if bits >> k & 1],
                names[lost - 1] if lost else None)
