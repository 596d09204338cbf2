"""The process of a contender, with work that is made up."""

import numpy as np
import pytest

from benchmarks import worker


class FullAtFour:
    """A workload with room for fewer than four photos."""

    def __init__(self, job):
        self._n = 0

    def load(self, n):
        self._n = n

    def run(self):
        if self._n >= 4:
            raise MemoryError('no room\nfor 4 photos')
        return np.float32(self._n / 4)

    def to_numpy(self, result):
        return np.asarray(result)


@pytest.mark.parametrize('batches, told', [
    ([1, 2], []), ([1, 2, 4, 8], ['4', '8']), ([4, 8], ['4', '8'])])
def test_what_fits_has_times(monkeypatch, capfd, batches, told):
    monkeypatch.setattr(worker, '_make', lambda library: FullAtFour)
    found = worker.work({'batches': batches, 'work': 'training', 'engine': 'numpy',
                         'gpu': False, 'tuned': False, 'seconds': 1e-9})
    assert list(map(int, found)) == batches
    assert [n for n in found if 'missing' in found[n]] == told
    for n in told:
        assert found[n] == {'missing': 'MemoryError: no room (batch 4)'}
    if batches[0] == 1:
        assert found['1']['loss'] == .25 and len(found['1']['seconds']) == 1
    assert ('Traceback' in capfd.readouterr().err) == bool(told)
