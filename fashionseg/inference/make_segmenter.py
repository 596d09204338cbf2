"""From a network to a function from photos to labels."""

from fashionseg.engines.default_threads import default_threads
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.inference.build_graph import build_graph
from fashionseg.inference.choose_inference_engine import choose_inference_engine
from fashionseg.links import FashionSegNet


def make_segmenter(net, engine='auto', precision='float32', n_thread=None):
    """Prepares a network for inference.

    The weights are copied or laid out for the kernels: a network that goes on training
    needs a new one.

    Args:
        net (fashionseg.links.SegmentationNet): Network.
        engine (str): 'auto', 'chainer', 'onnxruntime' or 'openvino'; see
            :func:`~fashionseg.inference.choose_inference_engine.\
choose_inference_engine`. 'chainer' is the network's own ``segment``, with the kernels
            that are in use.
        precision (str): 'float32' or 'bfloat16'.
        n_thread (int or None): Threads; by default those of this process, see
            :func:`~fashionseg.engines.default_threads.default_threads`.

    Returns:
        callable: (N, 3, 224, 224) float32, RGB in [0, 1], -> (N, 224, 224) int32
        class ids.

    Raises:
        UserError: The engine is not installed, or cannot do this.
    """
    on_cpu = net.device.name == '@numpy'
    engine = choose_inference_engine(
        engine, precision, on_cpu,
        our_width=net.width if isinstance(net, FashionSegNet) else 0)
    if engine == 'chainer':
        return _keep_weights(net) if on_cpu else net.segment
    n_thread = n_thread or default_threads()
    graph = build_graph(net, True).SerializeToString()
    if engine == 'openvino':
        from fashionseg.inference.run_openvino import run_openvino
        return run_openvino(graph, n_thread, precision)
    from fashionseg.inference.run_onnxruntime import run_onnxruntime
    return run_onnxruntime(graph, n_thread)


def _keep_weights(net):
    kept = KeptWeights(net.params())

    def segment(photos):
        with kept.in_use():
            return net.segment(photos)

    return segment
