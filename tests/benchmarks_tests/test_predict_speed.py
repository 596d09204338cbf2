"""The photos that predict is timed with, and what is measured of it."""

import os
import pathlib
import resource
import sys

import pytest
from tests.figures_tests.conftest import write_run

from benchmarks import predict_speed
from benchmarks.workloads.draw_mixed_photos import draw_mixed_photos
from fashionseg.errors import UserError
from fashionseg.parsing import read_photo


@pytest.fixture(scope='module')
def photos(tmp_path_factory):
    folder = tmp_path_factory.mktemp('mixed')
    return folder, draw_mixed_photos(str(folder), 24, 4)


def test_all_but_the_broken_ones_are_photos(photos):
    folder, broken = photos
    files = [path for path in folder.rglob('*') if path.is_file()]
    assert len(files) == 24 and len(broken) == 4
    assert len({path.parent for path in files}) == 10
    sizes = set()
    for path in files:
        if str(path) in broken:
            with pytest.raises(UserError, match='cannot be read as a photo'):
                read_photo(path)
        else:
            sizes.add(read_photo(path).shape)
    assert (1, 1, 3) in sizes and len(sizes) == 20


def test_same_photos_every_time(photos, tmp_path):
    draw_mixed_photos(str(tmp_path), 24, 4)
    folder, _ = photos
    for path in folder.rglob('*.jpg'):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


@pytest.mark.skipif(sys.platform != 'linux', reason='memory is read from /proc')
def test_measured(photos, tmp_path, monkeypatch):
    monkeypatch.setattr(predict_speed, 'STEP', 10)
    run = write_run(tmp_path / 'runs', 'H', 'hash').parent
    found = predict_speed.measure(
        str(photos[0]), str(run), 'chainer', 'numpy', str(tmp_path))
    assert (found['status'], found['done'], found['skipped']) == (1, 20, 4)
    assert 0 < found['photos_per_second'] and 0 < found['seconds']
    assert all(50 < mib <= found['mib_peak'] for mib in found['mib'])
    assert len(list(pathlib.Path(tmp_path, 'labels').rglob('*.png'))) == 20


@pytest.mark.skipif(sys.platform != 'linux', reason='memory is read from /proc')
def test_memory_of_this_process():
    now, most = predict_speed._memory(os.getpid())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert 0 < now <= most and abs(most - peak) < 64
    assert predict_speed._memory(2 ** 22 + 1) is None
