"""What 'auto' chooses here, and why."""

import importlib.util

from fashionseg.engines.auto_engine import auto_engine
from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine
from fashionseg.inference.choose_inference_engine import (
    FEW_PHOTOS, choose_inference_engine)


def find_engines():
    """Says which engines are chosen for training and for labels.

    Returns:
        dict: ``training``, ``labels``, ``labels_of_few_photos``,
        ``labels_of_the_papers_network``, ``labels_on_a_gpu``: the engine's name and, in
        brackets, why it is this one.
    """
    training = auto_engine()
    many = choose_inference_engine('auto', n_photo=FEW_PHOTOS)
    few = choose_inference_engine('auto', n_photo=1)
    on_gpu = choose_inference_engine('auto', on_cpu=False)
    missing = _missing('onnx', 'openvino', 'onnxruntime')
    starts = f'it starts faster, which counts below {FEW_PHOTOS} photos'
    return {
        'training': f'{training} ({_missing("torch") or "PyTorch is installed"})',
        'labels': f'{many} ({missing or "the fastest"})',
        'labels_of_few_photos': f'{few} ({missing if few == many else starts})',
        'labels_of_the_papers_network':
            'chainer (at full width its kernels are faster on this processor)'
            if NumpyEngine().outruns_graphs() else 'as those of others',
        'labels_on_a_gpu': f'{on_gpu} (the others compute on the CPU)'}


def _missing(*names):
    names = [name for name in names if not importlib.util.find_spec(name)]
    if not names:
        return ''
    return f'not installed: {", ".join(names)}'
