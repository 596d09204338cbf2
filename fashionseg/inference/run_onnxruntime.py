"""An ONNX graph on ONNX Runtime."""

import onnxruntime

from fashionseg.inference.graph_writer import PHOTOS


def run_onnxruntime(graph, n_thread):
    """Loads a graph for the CPU.

    Args:
        graph (bytes): ONNX file of this project.
        n_thread (int): Threads.

    Returns:
        callable: Photos (N, 3, 224, 224) float32 -> the graph's output.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = n_thread
    session = onnxruntime.InferenceSession(
        graph, options, providers=['CPUExecutionProvider'])
    return lambda photos: session.run(None, {PHOTOS: photos})[0]
