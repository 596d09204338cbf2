"""Variables, function nodes, links and the reporter, by values worked out by hand."""

import chainer
import chainer.functions as F
import chainer.links as L
import numpy as np
import pytest


def variable(*values):
    return chainer.Variable(np.array(values, 'f'))


@pytest.mark.parametrize('retain', [False, True])
def test_gradients_of_a_graph_that_forks(retain):
    x, y = variable(2, 3), variable(5, 7)
    product = x * y
    loss = F.sum(product * product + 4 * x)
    loss.backward(retain_grad=retain)
    # By x: 2 x y^2 + 4; by y: 2 x^2 y; by the product: 2 x y.
    assert x.grad.tolist() == [104, 298] and y.grad.tolist() == [40, 126]
    if retain:
        assert product.grad.tolist() == [20, 42]
    else:
        assert product.grad is None


def test_gradients_add_up_until_they_are_cleared():
    x = variable(1, 1)
    for n_pass in (1, 2):
        F.sum(3 * x).backward()
        assert x.grad.tolist() == [3 * n_pass] * 2
    x.cleargrad()
    assert x.grad is None


def test_first_and_second_derivative():
    x = variable(2)
    first, = chainer.grad([x * x * x], [x], enable_double_backprop=True)
    second, = chainer.grad([first], [x])
    assert first.array.tolist() == [12] and second.array.tolist() == [12]
    assert x.grad is None


def test_where_no_graph_is_made():
    x = variable(2)
    constant = chainer.Variable(x.array, requires_grad=False)
    assert not (constant * constant).requires_grad and (x * constant).requires_grad
    with chainer.no_backprop_mode():
        assert (x * x).creator is None
    y = x * x
    assert y.creator is not None
    y.unchain_backward()
    assert y.creator is None


class Cube(chainer.FunctionNode):
    """Keeps its input, or only its output."""

    def __init__(self, keeps_input):
        self.keeps_input = keeps_input

    def forward(self, inputs):
        (self.retain_inputs if self.keeps_input else self.retain_outputs)((0,))
        return inputs[0] ** 3,

    def backward(self, indexes, grad_outputs):
        if self.keeps_input:
            x, = self.get_retained_inputs()
        else:
            y, = self.get_retained_outputs()
            x = chainer.as_variable(np.cbrt(y.array))
        return 3 * x * x * grad_outputs[0],


@pytest.mark.parametrize('keeps_input', [True, False])
def test_node_holds_what_it_retains_and_nothing_else(keeps_input):
    x = variable(2, -3)
    hidden = x + 0
    node = Cube(keeps_input)
    y, = node.apply((hidden,))
    array = hidden.array
    del hidden
    # Shapes and dtypes stay known after the array is gone.
    assert (node.inputs[0].data is array) == keeps_input
    assert node.inputs[0].shape == (2,) and node.inputs[0].dtype == np.float32
    y.grad = np.ones(2, 'f')
    y.backward()
    np.testing.assert_allclose(x.grad, [12, 27], rtol=1e-6)


def test_wrong_shapes_are_refused_where_types_are_checked():
    x = np.zeros((1, 2, 3, 3), 'f')
    with pytest.raises(chainer.utils.type_check.InvalidType, match=r'\(Expect|Expect'):
        F.concat([x, np.zeros((1, 2, 4, 3), 'f')])
    with chainer.using_config('type_check', False):
        assert F.concat([x, x]).shape == (1, 4, 3, 3)


class Net(chainer.Chain):

    def __init__(self):
        super().__init__()
        with self.init_scope():
            self.first = L.Convolution2D(None, 2, 1)
            self.rest = chainer.ChainList(L.BatchNormalization(2), L.Bias(shape=(2,)))

    def forward(self, x):
        return self.rest[0](self.first(x))


def test_names_and_values_of_a_net_and_its_copies():
    net = Net()
    assert not net.first.W.is_initialized
    net(np.zeros((1, 3, 2, 2), 'f'))
    names = {'/first/W': (2, 3, 1, 1), '/first/b': (2,), '/rest/0/beta': (2,),
             '/rest/0/gamma': (2,), '/rest/1/b': (2,)}
    assert {name: param.shape for name, param in net.namedparams()} == names
    assert net.count_params() == 14
    own, shared = net.copy(mode='copy'), net.copy()
    net.first.W.array[...] = 5
    assert (shared.first.W.array == 5).all() and (own.first.W.array != 5).all()

    stored = {}
    chainer.serializers.DictionarySerializer(stored).save(net)
    assert {name: array.shape for name, array in stored.items()} == dict(
        {name[1:]: shape for name, shape in names.items()},
        **{'rest/0/avg_mean': (2,), 'rest/0/avg_var': (2,), 'rest/0/N': ()})
    chainer.serializers.NpzDeserializer(stored).load(own)
    assert (own.first.W.array == 5).all()
    with pytest.raises(KeyError):
        del stored['rest/1/b']
        chainer.serializers.NpzDeserializer(stored).load(own)


def test_reports_carry_the_names_of_their_links():
    net, reporter, observation = Net(), chainer.Reporter(), {}
    reporter.add_observer('main', net)
    reporter.add_observers('main', net.namedlinks(skipself=True))
    chainer.report({'nobody': 'listens'})
    with reporter.scope(observation):
        chainer.report({'loss': F.sum(variable(1, 2))}, net)
        chainer.report({'mean': 3}, net.rest[0])
        with chainer.reporter.report_scope({}):
            chainer.report({'loss': 100}, net)
        chainer.report({'evaluation/miou': .5})
    assert set(observation) == {'main/loss', 'main/rest/0/mean', 'evaluation/miou'}
    assert observation['main/loss'].array == 3
    assert observation['main/loss'].creator is None  # no graph is kept alive
    summary = chainer.reporter.DictSummary()
    for value in (observation['main/loss'], np.float32(4), 8):
        summary.add({'loss': value, 'list': [value]})
    assert summary.compute_mean() == {'loss': 5}
