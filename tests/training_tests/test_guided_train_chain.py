import chainer
import chainer.functions as F
import numpy as np
import pytest

from fashionseg.configurations import TABLE_5
from fashionseg.functions import (
    image_pyramid_loss, label_pooling_loss, segmentation_pyramid_loss)
from fashionseg.links import BaselineNet
from fashionseg.training import GuidedTrainChain
from tests.training_tests.made_up_photos import TinyNet, make_batch


def _report(chain, x, t):
    """The loss and what Chainer's Reporter hears of the optimizer's target."""
    reporter = chainer.Reporter()
    reporter.add_observer('main', chain)
    observation = {}
    with reporter.scope(observation):
        loss = chain(x, t)
    return loss, {key: float(value) for key, value in observation.items()}


@pytest.mark.parametrize('key', TABLE_5)
def test_weighted_mean_of_the_reported_terms(key):
    alpha, beta, gamma = TABLE_5[key]
    chain = GuidedTrainChain(TinyNet(), alpha, beta, gamma)
    loss, seen = _report(chain, *make_batch(2))
    terms = {'main/loss/segmentation': 1, 'main/loss/ipl': alpha,
             'main/loss/spl': beta, 'main/loss/lpl': gamma}
    terms = {name: weight for name, weight in terms.items() if weight}
    assert set(seen) == {'main/loss', *terms}
    expected = sum(weight * seen[name] for name, weight in terms.items())
    assert seen['main/loss'] == pytest.approx(expected / len(terms), rel=1e-6)
    assert float(loss.array) == seen['main/loss'] and loss.shape == ()


def test_other_weights_by_hand():
    chain = GuidedTrainChain(TinyNet(), .5, 2, .25)
    _, seen = _report(chain, *make_batch(1))
    expected = (seen['main/loss/segmentation'] + .5 * seen['main/loss/ipl']
                + 2 * seen['main/loss/spl'] + .25 * seen['main/loss/lpl']) / 3.75
    assert seen['main/loss'] == pytest.approx(expected, rel=1e-6)


def test_each_name_has_its_own_term():
    net = TinyNet()
    x, t = make_batch(1)
    _, seen = _report(GuidedTrainChain(net, 1, 1, 1), x, t)
    scores = net(x)
    for name, value in (
            ('segmentation', F.softmax_cross_entropy(scores.segmentation[0], t)),
            ('ipl', image_pyramid_loss(scores.reconstruction, x)),
            ('spl', segmentation_pyramid_loss(scores.segmentation, t)),
            ('lpl', label_pooling_loss(scores.presence, t))):
        assert seen['main/loss/' + name] == pytest.approx(float(value.array), rel=1e-6)
    assert len(set(seen.values())) == 5


def test_form_of_the_segmentation_pyramid_loss():
    net = TinyNet()
    x, t = make_batch(1)
    chain = GuidedTrainChain(net, beta=1, spl_form='cross-entropy')
    expected = segmentation_pyramid_loss(net(x).segmentation, t, 'cross-entropy')
    _, seen = _report(chain, x, t)
    assert seen['main/loss/spl'] == pytest.approx(float(expected.array), rel=1e-6)


def test_net_that_returns_the_segmentation_alone():
    net = BaselineNet(TinyNet().s)
    x, t = make_batch(2)
    loss, seen = _report(GuidedTrainChain(net), x, t)
    expected = F.softmax_cross_entropy(net.net(x), t)
    assert float(loss.array) == pytest.approx(float(expected.array), rel=1e-6)
    assert set(seen) == {'main/loss', 'main/loss/segmentation'}


def test_terms_of_weight_0_get_no_gradient():
    net = TinyNet()
    net.cleargrads()
    GuidedTrainChain(net, alpha=1)(*make_batch(1)).backward()
    assert net.r.W.grad is not None and net.s.W.grad is not None
    assert net.p.W.grad is None


def test_net_is_a_child():
    net = TinyNet()
    assert dict(GuidedTrainChain(net).namedlinks(skipself=True))['/net'] is net
    assert np.isfinite(GuidedTrainChain(net)(*make_batch(1)).array)
