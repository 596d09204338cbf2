import multiprocessing
import os
import pathlib
import pickle
import re
import signal
import subprocess
import sys
import threading
import time

import chainer
import numpy as np
import pytest

from fashionseg.datasets import worker_pool
from fashionseg.datasets.patience import patience
from fashionseg.errors import Stopped, UserError
from fashionseg.snapshots import StopRequest
from fashionseg.training import BatchIterator
from fashionseg.training.batch_converter import BatchConverter
from fashionseg.transforms import TrainingTransform
from tests.training_tests.made_up_photos import (
    Photos, dawdle, die_at_5, draw, fail_at_5, sleep_at_5)

ROOT = pathlib.Path(__file__).parents[2]


def _items(batch):
    """Random numbers and place of each photo of a batch that `draw` made."""
    x, t = batch
    assert x.shape == (len(t), 3, 224, 224) and x.dtype == np.float32
    assert t.shape[1:] == (224, 224) and t.dtype == np.int32
    assert (x == x[:, :, :1, :1]).all() and (t == t[:, :1, :1]).all()
    return list(zip(x[:, :, 0, 0].copy(), t[:, 0, 0].tolist()))


def _take(iterator, n_batch):
    return [item for _ in range(n_batch) for item in _items(iterator.next())]


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
    places = _places(_items(iterator.next()))
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


def test_goes_where_another_shard_is():
    shards = [BatchIterator(Photos(7), draw, 2, 3, shard=(k, 2)) for k in range(2)]
    for shard in shards:
        _take(shard, 4)
    other = BatchIterator(Photos(7), draw, 2, 3, shard=(1, 2))
    other.go_to(shards[0])
    for name in ('epoch', 'epoch_detail', 'previous_epoch_detail', 'is_new_epoch'):
        assert getattr(other, name) == getattr(shards[1], name)
    assert _same(_take(other, 4), _take(shards[1], 4))


@pytest.mark.parametrize('n_worker', [0, 1])
def test_a_stop_does_not_wait_for_photos(n_worker):
    iterator = BatchIterator(Photos(2), dawdle, 2, 3, n_worker=n_worker)
    with StopRequest():
        threading.Timer(.2, os.kill, [os.getpid(), signal.SIGTERM]).start()
        with pytest.raises(Stopped):
            iterator.next()
    iterator.finalize()
    # The run can be stored as it was before the step.
    assert iterator.epoch_detail == 0 and iterator.previous_epoch_detail is None


def test_pickled_anywhere():
    iterator = BatchIterator(Photos(5), draw, 3, seed=3)
    iterator.next()
    other = pickle.loads(pickle.dumps(iterator))
    assert _same(_take(other, 4), _take(iterator, 4))


def _joint(shards):
    """Items of one batch of all shards, as one iterator would have them in it."""
    parts = [_items(shard.next()) for shard in shards]
    return [item for items in zip(*parts) for item in items]


@pytest.mark.parametrize('n_photo, n, batch_size', [
    (12, 3, 2), (11, 3, 1), (5, 2, 3), (2, 3, 1)])
def test_shards_take_the_batches_of_one(n_photo, n, batch_size):
    shards = [BatchIterator(Photos(n_photo), draw, batch_size, 3, shard=(k, n))
              for k in range(n)]
    whole = BatchIterator(Photos(n_photo), draw, batch_size * n, 3)
    for _ in range(6):
        assert _same(_joint(shards), _items(whole.next()))
        for name in ('epoch', 'epoch_detail', 'previous_epoch_detail', 'is_new_epoch'):
            assert {getattr(shard, name) for shard in shards} == {getattr(whole, name)}


def test_place_of_one_shard_is_that_of_any_number():
    whole = BatchIterator(Photos(7), draw, 6, 3)
    shard = BatchIterator(Photos(7), draw, 2, 3, shard=(2, 3))
    for _ in range(2):
        shard.next()
        whole.next()
    serializer = chainer.serializers.DictionarySerializer()
    shard.serialize(serializer)
    shards = [BatchIterator(Photos(7), draw, 3, 3, shard=(k, 2)) for k in range(2)]
    for other in shards:
        other.serialize(chainer.serializers.NpzDeserializer(serializer.target))
    for _ in range(3):
        assert _same(_joint(shards), _items(whole.next()))


def test_no_photos():
    with pytest.raises(UserError, match='no photos for training'):
        BatchIterator(Photos(0), draw, 1, 3)
@pytest.mark.parametrize('shard', [(0, 1), (0, 2), (1, 2)])
def test_ids_of_earlier_batches(shard):
    iterator = BatchIterator(Photos(7), draw, 3, 3, shard=shard)
    other = BatchIterator(Photos(7), draw, 3, 3, shard=(1 - shard[0], shard[1]))
    given = []
    for _ in range(4):
        given.insert(0, [f'photo{place}' for place in _places(_take(iterator, 1))])
        assert [iterator.photo_ids(k) for k in range(len(given))] == given
    if shard[1] == 2:
        given = [f'photo{place}' for place in _places(_take(other, 2))[-3:]]
        assert iterator.photo_ids(2, 1 - shard[0]) == given
    # The stream is where it was.
    again = BatchIterator(Photos(7), draw, 3, 3, shard=shard)
    _take(again, 4)
    assert _same(_take(iterator, 2), _take(again, 2))


def _copies(iterator, n_batch):
    return [tuple(part.copy() for part in iterator.next()) for _ in range(n_batch)]


@pytest.mark.parametrize('n_worker, batch_size', [(1, 3), (2, 3), (3, 1)])
def test_workers_change_nothing(n_worker, batch_size):
    transform = TrainingTransform()
    here = _copies(BatchIterator(Photos(5), transform, batch_size, seed=3), 7)
    iterator = BatchIterator(
        Photos(5), transform, batch_size, seed=3, n_worker=n_worker)
    elsewhere = _copies(iterator, 4)
    # A snapshot is taken and loaded again after another batch: what was prepared
    # ahead is dropped, and prepared anew.
    serializer = chainer.serializers.DictionarySerializer()
    iterator.serialize(serializer)
    pickled = pickle.loads(pickle.dumps(iterator))
    _copies(iterator, 1)
    iterator.serialize(chainer.serializers.NpzDeserializer(serializer.target))
    elsewhere += _copies(iterator, 3)
    iterator.finalize()
    assert all(np.array_equal(x, y) and np.array_equal(t, u)
               for (x, t), (y, u) in zip(here, elsewhere, strict=True))
    assert pickled.epoch_detail == 4 * batch_size / 5
    # And once more after the end.
    assert np.array_equal(iterator.next()[0], _copies(pickled, 4)[3][0])
    iterator.finalize()
    pickled.finalize()


def test_batch_of_workers_stays_until_the_next_call():
    iterator = BatchIterator(Photos(9), draw, 2, seed=3, n_worker=2)
    expected = _take(BatchIterator(Photos(9), draw, 2, seed=3), 8)
    for k in range(8):
        batch = iterator.next()
        time.sleep(.05)  # the workers go on meanwhile
        assert _same(_items(batch), expected[2 * k:2 * k + 2])
    iterator.finalize()


def test_batches_are_handed_over_without_a_copy():
    iterator = BatchIterator(Photos(4), draw, 2, seed=3)
    x, t = iterator.next()
    device = chainer.get_device('@numpy')
    sent = BatchConverter()((x, t), device)
    assert sent[0] is x and sent[1] is t
    pickle.loads(pickle.dumps(BatchConverter()))  # several devices: it is sent along


BAD_PIXEL = (r'photo photo5 \(photos/5.jpg\) cannot be augmented '
             r'\(ZeroDivisionError: a bad pixel\)')


def test_failure_here_names_the_photo():
    iterator = BatchIterator(Photos(9), fail_at_5, 9, seed=3)
    with pytest.raises(UserError, match=BAD_PIXEL):
        iterator.next()


def _fail_as_opencv(photo, label, rng):
    raise ValueError('OpenCV(4.13) error: (-215:Assertion failed)\n> Overload:\r\n\t>')


def test_failure_of_several_lines_is_one_line():
    iterator = BatchIterator(Photos(9), _fail_as_opencv, 9, seed=3)
    with pytest.raises(UserError) as failure:
        iterator.next()
    assert '> Overload: >); look at it' in str(failure.value)
    assert str(failure.value).isprintable()


def test_failure_in_a_worker_names_the_photo():
    iterator = BatchIterator(Photos(9), fail_at_5, 9, seed=3, n_worker=1)
    for _ in range(2):  # asked again, it does not go on behind that batch
        with pytest.raises(UserError, match=BAD_PIXEL) as failure:
            iterator.next()
    assert 'made_up_photos.py' in str(failure.value.__cause__)  # where it was raised
    iterator.finalize()


def _raises_soon(iterator, words):
    start = time.monotonic()
    with pytest.raises(UserError, match=words):
        while True:
            iterator.next()
    assert time.monotonic() - start < 60
    iterator.finalize()
    assert not multiprocessing.active_children()


def test_worker_that_dies():
    iterator = BatchIterator(Photos(9), die_at_5, 9, seed=3, n_worker=2)
    _raises_soon(iterator, r'^a data worker died at photo photo5 \(photos/5.jpg\) '
                           r'\(SIGKILL\); if memory ran out, .*--workers')


def test_worker_that_is_killed_while_nobody_waits():
    iterator = BatchIterator(Photos(9), draw, 2, seed=3, n_worker=2)
    iterator.next()
    time.sleep(.2)  # all that was asked for is made
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    _raises_soon(iterator, r'^a data worker died( at photo .*)? \(SIGKILL\); ')


def test_worker_that_sleeps_for_ever(monkeypatch, capfd):
    monkeypatch.setattr(worker_pool, '_SLICE', .2)
    monkeypatch.setattr(worker_pool, '_NOTE', .5)
    iterator = BatchIterator(Photos(9), sleep_at_5, 3, seed=3, n_worker=2)
    assert 5 not in _places(_take(iterator, 1))  # the processes have started
    monkeypatch.setenv('FASHIONSEG_PATIENCE', '1')
    capfd.readouterr()
    _raises_soon(iterator, r'^a data worker hangs: photo photo5 \(photos/5.jpg\) has '
                           r'taken 1 s; .* FASHIONSEG_PATIENCE')
    assert re.fullmatch(
        r'note: photo photo5 \(photos/5.jpg\) has taken \d s so far; the work ends '
        r'after 1 s \(FASHIONSEG_PATIENCE\)\n', capfd.readouterr().err)


@pytest.mark.parametrize('text', ['0', '-3', 'nan', 'long'])
def test_wrong_patience(monkeypatch, text):
    monkeypatch.setenv('FASHIONSEG_PATIENCE', text)
    with pytest.raises(UserError, match=f'^FASHIONSEG_PATIENCE={text}: give a number'):
        patience()


def test_patience(monkeypatch):
    monkeypatch.delenv('FASHIONSEG_PATIENCE', raising=False)
    assert patience() == 60
    monkeypatch.setenv('FASHIONSEG_PATIENCE', '7.5')
    assert patience() == 7.5


PARENT = '''
import fashionseg, multiprocessing, os, signal, sys, time
from fashionseg.training import BatchIterator
from tests.training_tests.made_up_photos import Photos, draw
if __name__ == '__main__':
    iterator = BatchIterator(Photos(4), draw, 2, 0, n_worker=1)
    iterator.next()
    worker, = multiprocessing.active_children()
    if sys.argv[1:] == ['stopped']:
        os.kill(worker.pid, signal.SIGSTOP)
    print(worker.pid, flush=True)
    time.sleep(60)
'''


@pytest.mark.parametrize('end, state', [
    (signal.SIGKILL, 'at work'), (signal.SIGKILL, 'stopped'),
    (signal.SIGTERM, 'at work'), (signal.SIGINT, 'at work')])
def test_workers_and_their_memory_end_with_the_parent(tmp_path, end, state):
    script = tmp_path / 'parent.py'
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script, state], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=dict(os.environ, PYTHONPATH=str(ROOT), TMPDIR=str(tmp_path)))
    worker = int(parent.stdout.readline())
    os.kill(worker, 0)  # it is there
    # The shared memory has no name from the start, so that none can be left over.
    named = [path.name for folder in (tmp_path, pathlib.Path('/dev/shm'))
             if folder.is_dir() for path in folder.rglob(f'pym-{parent.pid}-*')]
    parent.send_signal(end)
    parent.communicate(timeout=30)
    assert parent.returncode != 0 and named == []
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail('the worker is still there 10 s after the end of its parent')


def _runs(pid):
    try:
        with open(f'/proc/{pid}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False
