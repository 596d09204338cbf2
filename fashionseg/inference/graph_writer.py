"""Nodes and weights of an ONNX graph, as they are added."""

import numpy as np
import onnx
from onnx import helper, numpy_helper

from fashionseg.table_2 import INPUT_SIZE

# Of 2022: every release of the engines that the extra allows reads it.
OPSET, IR_VERSION = 17, 8
PHOTOS = 'photos'


class GraphWriter:
    """Collects the graph of a network from photos to what it puts out."""

    def __init__(self):
        self._nodes, self._weights = [], []

    def add(self, operator, *inputs, n_output=1, **attributes):
        """Adds a node.

        Args:
            operator (str): ONNX operator.
            *inputs: Names of values, or arrays, which become weights; None leaves an
                optional input out.
            n_output (int): Outputs of the node.
            **attributes: Of the node.

        Returns:
            str or list of str: Name of its output, or names when there are several.
        """
        number = len(self._nodes)
        names = [self._name(value) for value in inputs]
        outputs = [f'{operator.lower()}_{number}_{i}' for i in range(n_output)]
        self._nodes.append(helper.make_node(
            operator, names, outputs, f'{operator}_{number}', **attributes))
        return outputs if n_output > 1 else outputs[0]

    def to_int32(self, value):
        """Adds a conversion to int32 and returns its name."""
        return self.add('Cast', value, to=onnx.TensorProto.INT32)

    def finish(self, name, output, shape, dtype):
        """Ends the graph.

        Args:
            name (str): What the output is called from now on.
            output (str): Value to put out. What does not lead to it is left out.
            shape (tuple): Of the output, without the batch.
            dtype: NumPy dtype of the output.

        Returns:
            onnx.ModelProto: Any number of ``photos`` (N, 3, 224, 224) float32 ->
            (N, *shape).

        Raises:
            onnx.checker.ValidationError: The graph is not right.
        """
        self._nodes.append(helper.make_node('Identity', [output], [name]))
        nodes, wanted = [], {name}
        for node in reversed(self._nodes):
            if wanted.intersection(node.output):
                nodes.insert(0, node)
                wanted.update(node.input)
        photos = helper.make_tensor_value_info(
            PHOTOS, onnx.TensorProto.FLOAT, ['N', 3, INPUT_SIZE, INPUT_SIZE])
        answer = helper.make_tensor_value_info(
            name, helper.np_dtype_to_tensor_dtype(np.dtype(dtype)), ['N', *shape])
        graph = helper.make_graph(
            nodes, 'fashionseg', [photos], [answer],
            [weight for weight in self._weights if weight.name in wanted])
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid('', OPSET)],
            producer_name='fashionseg')
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model

    def _name(self, value):
        if value is None or isinstance(value, str):
            return value or ''
        name = f'weight_{len(self._weights)}'
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name
