"""The twins in PyTorch, and that a wrong one is refused."""

import pytest

from benchmarks.workloads.make_batch import make_batch
from fashionseg.configurations import PROFILES, TABLE_5, LossWeights, make_net
from fashionseg.errors import UserError

torch = pytest.importorskip('torch', reason='the twins are written in PyTorch')

from benchmarks.twins.check_twin import check_twin  # noqa: E402
from benchmarks.twins.guided_twin import GuidedTwin  # noqa: E402
from benchmarks.twins.unet_twin import UNetTwin  # noqa: E402

TINY = PROFILES['quick']._replace(width=0.03125, divisor=16)


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def make_pair(configuration, twin_class=GuidedTwin):
    net = make_net(configuration, TINY)
    weights = {path.strip('/'): p.array for path, p in net.namedparams()}
    return net, twin_class(weights)


@pytest.mark.parametrize('configuration', 'ADGH')
def test_twin_is_the_network(configuration):
    net, twin = make_pair(configuration)
    assert (sum(p.numel() for p in twin.parameters()) == net.count_params())
    found = check_twin(net, twin, TABLE_5[configuration], *make_batch(2))
    assert set(found) == {'outputs', 'loss', 'gradients', 'labels'}
    assert max(found.values()) < 1e-9


def test_twin_of_unet():
    net, twin = make_pair('unet', UNetTwin)
    found = check_twin(net, twin, LossWeights(0, 0, 0), *make_batch(2))
    assert max(found.values()) < 1e-9


def nudge(parameter):
    with torch.no_grad():
        parameter.view(-1)[0] += 1e-3


def change_stride(twin):
    # The same shapes, other pixels.
    twin.a[0].padding = (0, 0)
    twin.a[0].register_forward_pre_hook(
        lambda layer, inputs: torch.nn.functional.pad(inputs[0], (3, 1, 2, 2)))


@pytest.mark.parametrize('break_twin, words', [
    (lambda twin: nudge(twin.l0[1].weight), 'outputs differ'),
    (lambda twin: nudge(twin.d6[0].bias), 'outputs differ'),
    (change_stride, 'outputs differ'),
    (lambda twin: twin.e3.__delitem__(2), 'size|shape|channels'),
    (lambda twin: delattr(twin, 'l4'), 'segmentation 4 is missing'),
    (lambda twin: delattr(twin, 'b2'), 'reconstruction 2 is missing'),
    (lambda twin: twin.a[1].weight.requires_grad_(False), 'a/1/W is missing'),
    (lambda twin: twin.c2[0].weight.register_hook(lambda g: 1.001 * g),
     'gradients differ'),
    (lambda twin: twin.c2[0].weight.register_hook(lambda g: g * float('nan')),
     'gradients differ by nan'),
])
def test_wrong_twin_is_refused(break_twin, words):
    net, twin = make_pair('A')
    break_twin(twin)
    with pytest.raises((UserError, RuntimeError), match=words):
        check_twin(net, twin, TABLE_5['A'], *make_batch(1))


def test_wrong_loss_is_refused(monkeypatch):
    net, twin = make_pair('A')
    right = torch.nn.functional.max_pool2d
    # Label pooling that forgets its padding at the level where there is some.
    monkeypatch.setattr(torch.nn.functional, 'max_pool2d', lambda x, k, s, p: right(
        torch.nn.functional.pad(x, (0, 2, 0, 2)) if p else x, k, s))
    with pytest.raises(UserError, match='loss differ'):
        check_twin(net, twin, TABLE_5['A'], *make_batch(1))


def test_wrong_labels_are_refused(monkeypatch):
    net, twin = make_pair('H')
    right = twin.segment
    monkeypatch.setattr(twin, 'segment', lambda x: right(x.flip(3)))
    with pytest.raises(UserError, match='labels differ'):
        check_twin(net, twin, TABLE_5['H'], *make_batch(1))
