import os
import pathlib
import pickle
import signal
import subprocess
import sys
import time

import chainer
import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.training import BatchIterator
from fashionseg.transforms import TrainingTransform
from tests.training_tests.made_up_photos import Photos, die_at_5, draw, fail_at_5

ROOT = pathlib.Path(__file__).parents[2]


def _take(iterator, n_batch):
    return [item for _ in range(n_batch) for item in iterator.next()]


def _places(items):
    return [place for _, place in items]


def _same(a, b):
    return len(a) == len(b) and all(
        np.array_equal(x, y) and place == other
        for (x, place), (y, other) in zip(a, b))


def _resumed(iterator, **options):
    """A new iterator at the place of another, through Chainer's own files."""
    serializer = chainer.serializers.DictionarySerializer()
    iterator.serialize(serializer)
    other = BatchIterator(iterator.dataset, draw, iterator.batch_size, 3, **options)
    other.serialize(chainer.serializers.NpzDeserializer(serializer.target))
    return other


def test_epochs_are_permutations_and_batches_cross_their_borders():
    items = _take(BatchIterator(Photos(7), draw, 3, seed=3), 7)
    epochs = [_places(items[k:k + 7]) for k in (0, 7, 14)]
    assert all(sorted(epoch) == list(range(7)) for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) == 3


def test_augmentation_differs_between_photos_and_epochs():
    items = _take(BatchIterator(Photos(7), draw, 7, seed=3), 3)
    assert len({x.tobytes() for x, _ in items}) == 21


def test_seed_decides():
    first, same, other = (
        _take(BatchIterator(Photos(7), draw, 3, seed=seed), 5) for seed in (3, 3, 4))
    assert _same(first, same)
    assert _places(first) != _places(other)
    assert not {x.tobytes() for x, _ in first} & {x.tobytes() for x, _ in other}


def test_augmentation_does_not_depend_on_the_other_photos():
    few, many = (dict((place, x) for x, place in
                      _take(BatchIterator(Photos(n), draw, n, seed=3), 1))
                 for n in (4, 7))
    assert all(np.array_equal(few[k], many[k]) for k in few)


def test_epoch_detail():
    iterator = BatchIterator(Photos(4), draw, 3, seed=3)
    seen = [(iterator.epoch, iterator.epoch_detail, iterator.previous_epoch_detail,
             iterator.is_new_epoch)]
    for _ in range(4):
        iterator.next()
        seen.append((iterator.epoch, iterator.epoch_detail,
                     iterator.previous_epoch_detail, iterator.is_new_epoch))
    assert seen == [(0, 0, None, False), (0, .75, 0, False), (1, 1.5, .75, True),
                    (2, 2.25, 1.5, True), (3, 3, 2.25, True)]


def test_batch_larger_than_the_data():
    iterator = BatchIterator(Photos(2), draw, 5, seed=3)
    places = _places(iterator.next())
    assert sorted(places[:2]) == sorted(places[2:4]) == [0, 1]
    assert iterator.epoch == 2 and iterator.is_new_epoch


@pytest.mark.parametrize('n_batch', range(6))
def test_resumed_anywhere(n_batch):
    iterator = BatchIterator(Photos(5), draw, 3, seed=3)
    _take(iterator, n_batch)
    other = _resumed(iterator)
    for name in ('epoch', 'epoch_detail', 'previous_epoch_detail', 'is_new_epoch'):
        assert getattr(other, name) == getattr(iterator, name)
    assert _same(_take(other, 4), _take(iterator, 4))


def test_pickled_anywhere():
    iterator = BatchIterator(Photos(5), draw, 3, seed=3)
    iterator.next()
    other = pickle.loads(pickle.dumps(iterator))
    assert _same(_take(other, 4), _take(iterator, 4))


@pytest.mark.parametrize('n_photo, n', [(12, 3), (11, 3), (5, 2), (3, 3)])
def test_shards(n_photo, n):
    length = n_photo // n
    shards = [BatchIterator(Photos(n_photo), draw, length, 3, shard=(k, n))
              for k in range(n)]
    whole = BatchIterator(Photos(n_photo), draw, n_photo, 3)
    for epoch in range(3):
        parts = [shard.next() for shard in shards]
        assert {shard.epoch_detail for shard in shards} == {epoch + 1}
        places = [place for part in parts for place in _places(part)]
        assert len(set(places)) == length * n
        # The joint batch holds the same photos, augmented alike.
        joint = {place: x for x, place in whole.next()}
        assert len(joint) == n_photo
        assert all(np.array_equal(joint[place], x) for part in parts
                   for x, place in part)


def test_more_devices_than_photos():
    with pytest.raises(UserError, match='2 training photos are too few for 3 devices'):
        BatchIterator(Photos(2), draw, 1, 3, shard=(2, 3))


def test_workers_change_nothing():
    transform = TrainingTransform()
    here = _take(BatchIterator(Photos(5), transform, 3, seed=3), 4)
    iterator = BatchIterator(Photos(5), transform, 3, seed=3, n_worker=2)
    elsewhere = _take(iterator, 2)
    # What was prepared ahead is forgotten, and prepared again, after a resume.
    serializer = chainer.serializers.DictionarySerializer()
    iterator.serialize(serializer)
    pickled = pickle.loads(pickle.dumps(iterator))
    _take(iterator, 1)
    iterator.serialize(chainer.serializers.NpzDeserializer(serializer.target))
    elsewhere += _take(iterator, 2)
    iterator.finalize()
    assert all(np.array_equal(x, y) and np.array_equal(t, u)
               for (x, t), (y, u) in zip(here, elsewhere, strict=True))
    assert here[0][0].shape == (3, 224, 224) and here[0][0].dtype == np.float32
    assert pickled.epoch_detail == 1.2


def test_failure_here_names_the_photo():
    iterator = BatchIterator(Photos(9), fail_at_5, 9, seed=3)
    with pytest.raises(RuntimeError, match='photo photo5: ZeroDivisionError: a bad p'):
        iterator.next()


def test_failure_in_a_worker_names_the_photo():
    iterator = BatchIterator(Photos(9), fail_at_5, 9, seed=3, n_worker=1)
    with pytest.raises(RuntimeError, match='photo photo5: ZeroDivisionError: a bad p'):
        iterator.next()
    iterator.finalize()


def test_killed_worker():
    iterator = BatchIterator(Photos(9), die_at_5, 9, seed=3, n_worker=1)
    start = time.monotonic()
    with pytest.raises(UserError, match='a data worker died'):
        iterator.next()
    assert time.monotonic() - start < 60
    iterator.finalize()


PARENT = '''
import fashionseg, sys, time
from fashionseg.training import BatchIterator
from tests.training_tests.made_up_photos import Photos, draw
if __name__ == '__main__':
    iterator = BatchIterator(Photos(4), draw, 2, 0, n_worker=1)
    iterator.next()
    print(*iterator._pool._processes, flush=True)
    time.sleep(60)
'''


def test_workers_end_with_a_killed_parent(tmp_path):
    script = tmp_path / 'parent.py'
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True,
        env=dict(os.environ, PYTHONPATH=str(ROOT)))
    worker = int(parent.stdout.readline())
    os.kill(worker, 0)  # it is there
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail('the worker is still there 10 s after its parent was killed')


def _runs(pid):
    try:
        with open(f'/proc/{pid}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False
