"""A run that is stopped and goes on is the same run."""

import pathlib
import random
import re

import chainer
import numpy as np
import pytest
from tests.snapshots_tests.small_run import RECORD, make_trainer, weights_and_log

from fashionseg.errors import Stopped
from fashionseg.snapshots import find_snapshot, list_snapshots, unpack_state
from fashionseg.snapshots.pack_state import pack_state
from fashionseg.snapshots.random_streams import serialize_random
from fashionseg.snapshots.snapshot import Snapshot
from fashionseg.training.scaled_adam import ScaledAdam

CPU = chainer.get_device('@numpy')
N_ITERATION = 10  # 3 epochs of 10 examples, 3 at a time


class Asked:
    """Asks for the end after so many steps."""

    def __init__(self, iterations):
        self._left = iterations

    def agree(self):
        pass

    @property
    def asked(self):
        return self._left == 1

    def obey(self):  # once a step
        self._left -= 1
        if self._left == 0:
            raise Stopped(2)


def _run_in_parts(out, parts, **options):
    """A part for each number of steps, each from the disk, and the rest."""
    for n_step in (*parts, -1):
        trainer = make_trainer(out, Asked(n_step), **options)
        found = find_snapshot(str(out), RECORD)
        if found:
            np.random.seed(99)  # another process begins with another stream
            unpack_state(trainer, found.arrays, found.texts)
        try:
            trainer.run()
        except Stopped:
            assert list_snapshots(str(out))[-1][0] == trainer.updater.iteration
    return trainer


def _check_same(trainer, whole):
    arrays, rows = weights_and_log(trainer)
    expected_arrays, expected_rows = weights_and_log(whole)
    assert rows == expected_rows and len(rows) == 3
    assert set(arrays) == set(expected_arrays)
    for name, array in arrays.items():
        assert array.dtype == expected_arrays[name].dtype
        np.testing.assert_array_equal(array, expected_arrays[name])
    for name in ('alpha', 'beta1', 't'):
        values = [getattr(one.updater.get_optimizer('main'), name)
                  for one in (trainer, whole)]
        assert values[0] == values[1]


@pytest.fixture(scope='module', params=[ScaledAdam, chainer.optimizers.Adam])
def whole(request, tmp_path_factory):
    """Not stopped, and its optimizer."""
    trainer = make_trainer(tmp_path_factory.mktemp('whole'), adam=request.param)
    trainer.run()
    assert trainer.updater.iteration == N_ITERATION
    return trainer, request.param


@pytest.mark.parametrize('parts', [
    *([k] for k in range(1, N_ITERATION + 1)), [1] * N_ITERATION, [2, 3, 1], [4, 4]])
def test_stopped_after_any_step(whole, tmp_path, parts):
    whole, adam = whole
    _check_same(_run_in_parts(tmp_path, parts, adam=adam), whole)


def test_snapshots_change_nothing(whole, tmp_path):
    whole, adam = whole
    trainer = make_trainer(tmp_path, adam=adam, minutes=1e-9)
    trainer.run()
    _check_same(trainer, whole)


def test_first_steps_without_moments(tmp_path):
    # A gradient of half precision that overflows leaves Adam without them.
    trainer = make_trainer(tmp_path)
    optimizer = trainer.updater.get_optimizer('main')
    optimizer.target.a.W.update_rule.t = 3
    arrays, texts = pack_state_of(trainer)
    assert not [name for name in arrays if name.endswith('/m')]
    again = make_trainer(tmp_path)
    unpack_state(again, arrays, texts)
    rule = again.updater.get_optimizer('main').target.a.W.update_rule
    assert rule.t == 3 and rule.state is None


def pack_state_of(trainer):
    trainer._start_at = 0  # Chainer asks for the time since the start
    return pack_state(trainer)


def test_part_of_a_trainer_takes_its_part(tmp_path):
    trainer = make_trainer(tmp_path)
    trainer.run()
    arrays, texts = pack_state(trainer)
    part = make_trainer(tmp_path)
    for name in ('Log', 'best_snapshot'):
        del part._extensions[name]
    with pytest.raises(ValueError, match='is unknown'):
        unpack_state(part, arrays, texts)
    unpack_state(part, arrays, texts, whole=False)
    assert part.updater.iteration == trainer.updater.iteration
    with pytest.raises(ValueError, match='a/W is missing'):
        del arrays['updater/model:main/a/W']
        unpack_state(part, arrays, texts, whole=False)


def test_nothing_but_numbers_and_texts(tmp_path):
    trainer = make_trainer(tmp_path)
    trainer.run()
    arrays, texts = pack_state(trainer)
    assert all(array.dtype.kind in 'biuf' for array in arrays.values())
    assert {type(text) for text in texts.values()} <= {str, type(None)}
    assert texts['extensions/Log/_log'].startswith('[{')


def test_no_file_is_unpickled():
    # Chainer's own files of weights and snapshots are, and run what is in them.
    for path in (pathlib.Path(__file__).parents[2] / 'fashionseg').rglob('*.py'):
        assert not re.search(
            r'\b(load_npz|save_npz|allow_pickle(?!=False)|(import|from) pickle)\b',
            path.read_text()), path


@pytest.mark.parametrize('change, words', [
    (lambda arrays: arrays.pop('updater/model:main/a/W'), 'a/W is missing'),
    (lambda arrays: arrays.update(x=np.zeros(1)), 'x is unknown'),
    # Chainer would repeat it.
    (lambda arrays: arrays.update({'updater/model:main/a/W': np.float32(0)}),
     r'a/W is float32 \(\) instead of float32 \(4, 3\)'),
    (lambda arrays: arrays.update({'updater/model:main/b/b': np.zeros(1)}),
     r'b/b is float64 \(1,\) instead of float32'),
    (lambda arrays: arrays.pop('updater/iteration'), 'iteration is missing')])
def test_members_that_do_not_fit(tmp_path, change, words):
    trainer = make_trainer(tmp_path)
    trainer.run()
    arrays, texts = pack_state(trainer)
    change(arrays)
    with pytest.raises(ValueError, match=words):
        unpack_state(make_trainer(tmp_path), arrays, texts)


def _draw():
    return (random.random(), random.gauss(0, 1), np.random.rand(), np.random.randn())


@pytest.mark.parametrize('n_drawn', [0, 1, 2])
def test_random_streams_go_on(n_drawn):
    random.seed(1)
    np.random.seed(2)
    # The second number of each pair of normal ones waits in the stream's state.
    drawn = [_draw() for _ in range(n_drawn)]
    state = chainer.serializers.DictionarySerializer()
    serialize_random(state, CPU, 5)
    expected = [_draw() for _ in range(700)]
    assert expected[0] not in drawn
    random.seed(3)
    np.random.seed(3)
    arrays, texts = {}, {}
    for name, value in state.target.items():
        (texts if value.dtype == object else arrays)[name] = value[()]
    serialize_random(chainer.serializers.NpzDeserializer(
        {**arrays, **{name: np.array(None) for name in texts}}), CPU, 5)
    assert [_draw() for _ in range(700)] == expected


class Generators:
    """CuPy's, as far as they are used: only seeds can be given."""

    class random:
        seeds = []

        @classmethod
        def seed(cls, seed):
            cls.seeds.append(seed)


class Device:
    xp = Generators

    def __enter__(self):
        pass

    def __exit__(self, *error):
        pass


def test_generators_that_cannot_be_read_are_seeded_alike(monkeypatch):
    monkeypatch.setattr(chainer, 'using_device', lambda device: device)
    seeds = Generators.random.seeds
    np.random.seed(2)
    states = []
    for iteration in (5, 5, 6):
        states.append(chainer.serializers.DictionarySerializer())
        serialize_random(states[-1], Device(), iteration)
    before = np.random.rand(3)
    np.random.seed(2)
    np.testing.assert_array_equal(before, np.random.rand(3))  # it did not move
    assert seeds[0] == seeds[1] != seeds[2]
    assert all(0 <= seed < 2 ** 32 for seed in seeds)
    serialize_random(
        chainer.serializers.NpzDeserializer(states[2].target), Device(), 6)
    assert seeds[3] == seeds[2]


def _iterations(out):
    return [iteration for iteration, _ in list_snapshots(str(out))]


@pytest.mark.parametrize('options, expected', [
    # Epochs end in steps 4, 7, 10; one is written before each of these steps, too.
    ({'keep': 99}, [3, 4, 6, 7, 9, 10]), ({}, [9, 10]), ({'keep': 1}, [10]),
    ({'keep': 4, 'minutes': 1e-9}, [7, 8, 9, 10]),
    ({'keep': 99, 'minutes': 1e-9}, list(range(1, 11))),
    ({'keep': 99, 'minutes': 0}, [3, 4, 6, 7, 9, 10])])
def test_when_and_how_many(tmp_path, options, expected):
    make_trainer(tmp_path, **options).run()
    assert _iterations(tmp_path) == expected


def test_old_ones_go_when_the_new_one_is_whole(tmp_path, monkeypatch):
    make_trainer(tmp_path, n_epoch=1).run()
    before = {path: path.read_bytes() for path in tmp_path.glob('snapshot_*')}
    assert _iterations(tmp_path) == [3, 4]

    def full(path, arrays, metadata):
        assert {path: path.read_bytes() for path in before} == before
        raise OSError(28, 'No space left on device')

    trainer = make_trainer(tmp_path)
    found = find_snapshot(str(tmp_path), RECORD)
    unpack_state(trainer, found.arrays, found.texts)
    with monkeypatch.context() as patch:
        patch.setattr('fashionseg.snapshots.snapshot.write_tensors', full)
        with pytest.raises(OSError):
            trainer.run(show_loop_exception_msg=False)
    assert {path: path.read_bytes()
            for path in tmp_path.glob('snapshot_*')} == before


def test_later_ones_are_not_counted(tmp_path):
    # It can only be damaged; the run would have gone on from it.
    (tmp_path / 'snapshot_iter_50.safetensors').touch()
    make_trainer(tmp_path).run()
    assert _iterations(tmp_path) == [9, 10, 50]


def test_weights_that_are_no_numbers_are_not_written(tmp_path):
    trainer = make_trainer(tmp_path, minutes=1e-9, keep=99)
    update = trainer.updater.update

    def spoil():
        update()
        if trainer.updater.iteration == 6:
            trainer.updater.get_optimizer('main').target.a.W.array[0, 0] = np.nan

    trainer.updater.update = spoil
    trainer.run()
    assert _iterations(tmp_path) == [1, 2, 3, 4, 5]


def test_what_a_stopped_step_leaves(tmp_path):
    trainer = make_trainer(tmp_path, n_epoch=1)
    snapshot = next(entry.extension for entry in trainer._extensions.values()
                    if isinstance(entry.extension, Snapshot))
    steps = []

    def stop():
        if len(steps) == 2:
            raise Stopped(15)
        steps.append(update())

    update, trainer.updater.update = trainer.updater.update, stop
    with pytest.raises(Stopped):
        trainer.run()
    snapshot.write_rest(trainer)
    assert (_iterations(tmp_path), snapshot.stored) == ([2], 2)
    # After a step whose extensions were cut off, the state is between two.
    update()
    snapshot.write_rest(trainer)
    assert _iterations(tmp_path) == [2]
