"""An ONNX graph on OpenVINO."""

import openvino

from fashionseg.errors import UserError

PRECISIONS = {'float32': 'f32', 'bfloat16': 'bf16'}


def run_openvino(graph, n_thread, precision='float32'):
    """Compiles a graph for the CPU.

    One stream: more of them share the cores and gain nothing.

    Args:
        graph (bytes): ONNX file of this project.
        n_thread (int): Threads.
        precision (str): 'float32' or 'bfloat16'.

    Returns:
        callable: Photos (N, 3, 224, 224) float32 -> the graph's output.

    Raises:
        UserError: The processor has no bfloat16.
    """
    core = openvino.Core()
    able = core.get_property('CPU', 'OPTIMIZATION_CAPABILITIES')
    if precision == 'bfloat16' and 'BF16' not in able:
        raise UserError('this processor has no bfloat16; give --precision float32')
    compiled = core.compile_model(core.read_model(graph), 'CPU', {
        'INFERENCE_PRECISION_HINT': PRECISIONS[precision],
        'INFERENCE_NUM_THREADS': n_thread, 'NUM_STREAMS': 1})
    request = compiled.create_infer_request()
    # The request's own memory holds the next answer, so that this one is a copy.
    return lambda photos: request.infer([photos])[0].copy()
