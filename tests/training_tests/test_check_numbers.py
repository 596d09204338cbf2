"""A NaN or Inf stops the run and says where it came from."""

import multiprocessing
import types

import chainer
import numpy as np
import pytest

import fashionseg.training.guided_train_chain as chain_module
from fashionseg.errors import UserError
from fashionseg.training import BatchIterator, GuidedTrainChain, GuidedUpdater
from fashionseg.training.check_numbers import check_numbers
from fashionseg.training.first_non_number import first_non_number
from fashionseg.training.loss_watch import EVERY, LossWatch
from fashionseg.training.scaled_adam import ScaledAdam
from tests.training_tests.made_up_photos import Photos, TinyNet

NAN, INF = float('nan'), float('inf')
REMEDY = '; train with another --seed, or with a lower --learning-rate'


def place(photo, label, rng):
    """A photo of its place, which a batch then tells."""
    return np.full((3, 1, 1), label[0, 0] / 256, np.float32), label[0, 0] % 14


def _iterator(n_photo=50, shard=(0, 1)):
    return BatchIterator(Photos(n_photo), place, 2, 0, shard=shard)


def _photos_of(n, n_photo=50, shard=(0, 1)):
    """Ids in the n-th batch from 1."""
    iterator = _iterator(n_photo, shard)
    for _ in range(n):
        x, _ = iterator.next()
    return ', '.join(f'photo{round(256 * value)}' for value in x[:, 0, 0, 0])


def _updater(n_photo=50, adam=chainer.optimizers.Adam, weights=(1, 1, 1)):
    np.random.seed(0)
    chain = GuidedTrainChain(TinyNet(), *weights)
    optimizer = adam(alpha=1e-3).setup(chain)
    return GuidedUpdater(_iterator(n_photo), optimizer)


def _spoil_term(monkeypatch, function, value, iteration):
    """From that iteration on the term is multiplied by the value."""
    plain, calls = getattr(chain_module, function), []

    def spoilt(*args):
        calls.append(1)
        term = plain(*args)
        return term * np.float32(value) if len(calls) >= iteration else term

    monkeypatch.setattr(chain_module, function, spoilt)


@pytest.mark.parametrize('value', [NAN, INF])
@pytest.mark.parametrize('function, words', [
    ('segmentation_loss', 'the segmentation loss'),
    ('image_pyramid_loss', 'the image pyramid loss'),
    ('segmentation_pyramid_loss', 'the segmentation pyramid loss'),
    ('label_pooling_loss', 'the label pooling loss')])
def test_term(monkeypatch, recwarn, function, words, value):
    _spoil_term(monkeypatch, function, value, 3)
    updater = _updater()
    updater.update()
    updater.update()
    with pytest.raises(UserError) as failure:
        updater.update()
    assert str(failure.value) == (
        f'{words} is no longer a number in iteration 3 (photos {_photos_of(3)})'
        + REMEDY)
    assert not recwarn.list  # that one line is all


def test_two_terms(monkeypatch):
    _spoil_term(monkeypatch, 'image_pyramid_loss', NAN, 1)
    _spoil_term(monkeypatch, 'label_pooling_loss', NAN, 1)
    with pytest.raises(UserError, match='^the image pyramid loss and the label pooling '
                                        'loss are no longer a number in iteration 1 '):
        _updater().update()


def test_sum_of_good_terms():
    # 3e38 times a term of more than 1.2 is beyond single precision.
    updater = _updater(weights=(0, 0, 3e38))
    with pytest.raises(UserError, match='^the whole loss is no longer a number in'):
        for _ in range(9):
            updater.get_optimizer('main').target.net.p.b.array[...] = 9
            updater.update()


def test_iterations_go_on_from_a_resume(monkeypatch):
    _spoil_term(monkeypatch, 'label_pooling_loss', NAN, 2)
    updater = _updater()
    updater.iteration = 100
    updater.get_iterator('main').next()  # two photos further than the first epoch
    updater.update()
    with pytest.raises(UserError) as failure:
        updater.update()
    assert f'in iteration 102 (photos {_photos_of(3)})' in str(failure.value)


def test_weight():
    updater = _updater()
    updater.update()
    updater.update()
    updater.get_optimizer('main').target.net.s.W.array[3, 1] = NAN
    with pytest.raises(UserError) as failure:
        updater.update()
    assert str(failure.value) == (
        'the weights /net/s/W are no longer numbers in iteration 3, and with them the '
        f'loss; the update of iteration 2 (photos {_photos_of(2)}) is suspected'
        + REMEDY)


def test_weight_of_the_start():
    updater = _updater()
    updater.get_optimizer('main').target.net.s.b.array[...] = INF
    with pytest.raises(UserError, match='^the weights /net/s/b .* in iteration 1, .* '
                                        'what was there before the first iteration is'):
        updater.update()


def _spoil_gradient(updater, iteration, name):
    optimizer = updater.get_optimizer('main')

    def hook(optimizer):
        if optimizer.t == iteration - 1:
            getattr(optimizer.target.net, name).b.grad[0] = NAN

    hook.timing = 'pre'
    optimizer.add_hook(hook, 'spoil')


def test_gradient_under_a_finite_loss():
    updater = _updater()
    _spoil_gradient(updater, 2, 'r')
    updater.update()
    updater.update()  # its loss was a number
    with pytest.raises(UserError) as failure:
        updater.update()
    assert str(failure.value).startswith(
        'the weights /net/r/b are no longer numbers in iteration 3, and with them the '
        f'loss; the update of iteration 2 (photos {_photos_of(2)}) is suspected; ')


@pytest.mark.parametrize('n_photo, found_at', [(50, EVERY), (7, 4)])
def test_gradient_that_no_loss_shows(n_photo, found_at):
    # No term reads r; the end of an epoch of 7 photos is in the 4th batch.
    updater = _updater(n_photo, weights=(0, 1, 0))
    net = updater.get_optimizer('main').target.net
    net.r.W.array[...], net.p.W.array[...] = 0, NAN
    for _ in range(found_at - 1):
        updater.update()
    with pytest.raises(UserError, match=(
            f'^the weights /net/p/W are no longer numbers after iteration {found_at}, '
            f'though the loss is one; the updates of iterations 1 to {found_at} are')):
        updater.update()


def test_suspects_begin_after_the_last_look():
    updater = _updater(50, weights=(0, 1, 0))
    for _ in range(EVERY + 3):
        updater.update()
    updater.get_optimizer('main').target.net.p.W.array[...] = NAN
    with pytest.raises(UserError, match='after iteration 25, .* iterations 21 to 25 '):
        for _ in range(EVERY):
            updater.update()  # the first epoch ends with the 25th


def test_large_weights_are_numbers():
    net = TinyNet()
    assert first_non_number(net) is None
    net.r.W.array[...] = 3e38
    assert first_non_number(net) is None
    net.r.W.array.flat[-1] = -INF
    assert first_non_number(net) == '/r/W'
    net.p.b.array[0] = NAN
    assert first_non_number(net) == '/p/b'


def test_gradient_that_overflows_under_loss_scaling_is_normal():
    updater = _updater(adam=ScaledAdam)
    optimizer = updater.get_optimizer('main')
    updater.update()
    optimizer._loss_scale = INF
    before = optimizer.target.net.s.W.array.copy()
    updater.update()
    assert not np.isfinite(optimizer.target.net.s.W.grad).all()
    assert (optimizer.target.net.s.W.array == before).all()
    optimizer._loss_scale = 1.
    for _ in range(EVERY - 2):  # to the next look at the weights
        updater.update()


def test_loss_that_is_no_number_under_loss_scaling_is_not(monkeypatch):
    _spoil_term(monkeypatch, 'segmentation_loss', NAN, 2)
    updater = _updater(adam=ScaledAdam)
    updater.update()
    with pytest.raises(UserError, match='^the segmentation loss is no longer a number'):
        updater.update()


class Gpu:
    """Stands for a link on a GPU: counts how often the host waits for it."""

    def __init__(self, name='@cupy:0'):
        self.device, self.xp, self.n_wait = name, self, 0
        self.net = TinyNet()
        self.namedparams = self.net.namedparams

    def stack(self, arrays):
        self.n_wait += 1
        return types.SimpleNamespace(get=lambda: np.stack(arrays))

    isfinite = staticmethod(np.isfinite)


def _terms(**others):
    return {name: np.float32(value) for name, value in dict(
        loss=1, segmentation=1, ipl=1, **others).items()}


def _run(gpu, watch, iterator, spoilt, n):
    """n updates; the terms of one pass are spoilt."""
    updater = types.SimpleNamespace(
        get_optimizer=lambda name: types.SimpleNamespace(target=gpu),
        get_iterator=lambda name: iterator, iteration=0)
    for k in range(1, n + 1):
        iterator.next()
        watch.note(gpu, spoilt if k == 7 else _terms())
        updater.iteration += 1
        check_numbers(updater, watch)


def test_gpu_is_asked_rarely():
    gpu, iterator = Gpu(), _iterator(200)
    _run(gpu, LossWatch(['@cupy:0']), iterator, _terms(), 3 * EVERY - 1)
    assert gpu.n_wait == 2 * 2  # for the terms and for the weights


def test_gpu_tells_later_which_iteration_it_was():
    iterator = _iterator(200)
    bad = dict(_terms(), loss=np.float32(NAN), ipl=np.float32(NAN))
    with pytest.raises(UserError) as failure:
        _run(Gpu(), LossWatch(['@cupy:0']), iterator, bad, EVERY)
    assert str(failure.value) == (
        'the image pyramid loss is no longer a number in iteration 7 (photos '
        f'{_photos_of(7, 200)})' + REMEDY)


def test_gpu_is_asked_before_the_files_of_an_epoch_are_written():
    iterator = _iterator(19)  # it ends in the 10th batch
    bad = {name: np.float32(NAN) for name in _terms()}
    with pytest.raises(UserError) as failure:
        _run(Gpu(), LossWatch(['@cupy:0']), iterator, bad, 10)
    text = str(failure.value)
    assert text.startswith(
        'the segmentation loss and the image pyramid loss are no longer a number in '
        f'iteration 7 (photos {_photos_of(7, 19)}), or the update of iteration 6 '
        f'(photos {_photos_of(6, 19)}) is to blame; ')


def _other_device(watch):
    for k in range(1, EVERY + 1):
        watch.note(Gpu('@cupy:1'), _terms() if k != 7 else dict(
            _terms(), loss=np.float32(NAN), ipl=np.float32(NAN)))


def test_terms_of_the_other_devices_count():
    watch = LossWatch(['@cupy:0', '@cupy:1'])
    process = multiprocessing.get_context('spawn').Process(
        target=_other_device, args=(watch,))
    process.start()
    process.join()
    iterator = _iterator(200, (0, 2))
    # Here the loss is lost one iteration later, with the weights.
    bad = {name: np.float32(NAN) for name in _terms()}
    for _ in range(7):
        iterator.next()
        watch.note(Gpu(), _terms())
    with pytest.raises(UserError) as failure:
        updater = types.SimpleNamespace(
            get_optimizer=lambda name: types.SimpleNamespace(target=Gpu()),
            get_iterator=lambda name: iterator, iteration=7)
        while True:
            iterator.next()
            watch.note(Gpu(), bad)
            updater.iteration += 1
            if watch.n_pass % EVERY == 0:
                check_numbers(updater, watch)
    assert str(failure.value).startswith(
        'the image pyramid loss is no longer a number in iteration 7 (photos '
        f'{_photos_of(7, 200, (1, 2))}); train')
