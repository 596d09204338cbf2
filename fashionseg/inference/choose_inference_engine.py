"""Which engine turns photos into labels."""

import importlib.util

from fashionseg.engines import current_engine
from fashionseg.errors import UserError

# Measured with AVX-512: at a quarter of the paper's width the other engines are faster,
# at half of it about as fast.
_WIDE = 0.5
# OpenVINO takes twice as long to start as ONNX Runtime and wins it back later.
FEW_PHOTOS = 200
INSTALL = "pip install 'fashionseg[inference]'"


def choose_inference_engine(name='auto', precision='float32', on_cpu=True,
                            n_photo=FEW_PHOTOS, our_width=0):
    """Finds the fastest engine that is installed, or checks the one that is named.

    Args:
        name (str): One of :data:`fashionseg.engines.INFERENCE_ENGINES`. 'auto' takes
            chainer on a GPU; for the paper's network, at half its width or wider, also
            where the kernels in use are faster than the other engines; else openvino,
            else onnxruntime, else chainer. For less than 200 photos openvino is passed
            over.
        precision (str): 'float32' or 'bfloat16'. bfloat16 is OpenVINO's, or that of
            Chainer's kernels where they are set to it.
        on_cpu (bool): Whether the network is there.
        n_photo (int): Photos that one set of weights is for.
        our_width (float): Of the paper's network (A to H), 1 in the paper; 0 for
            another network.

    Returns:
        str: 'chainer', 'onnxruntime' or 'openvino'.

    Raises:
        UserError: Not installed, or not for this precision or device.
    """
    if precision not in ('float32', 'bfloat16'):
        raise UserError(f'--precision {precision}: labels are computed in float32 or '
                        'bfloat16')
    if name == 'auto':
        name = _fastest(precision, n_photo, our_width) if on_cpu else 'chainer'
    if name == 'chainer':
        # A GPU's or a training run's own precision stays.
        if precision != 'float32' and precision != current_engine().precision:
            raise UserError(f'{precision} needs OpenVINO: {INSTALL} and give --engine '
                            'openvino')
        return name
    if not on_cpu:
        raise UserError(f'{name} computes on the CPU and the network is on a GPU; give '
                        '--engine chainer')
    if not _has(name):
        raise UserError(f'{name} is not installed: {INSTALL}, or give --engine chainer')
    if name == 'onnxruntime' and precision != 'float32':
        raise UserError(f'ONNX Runtime has no {precision} on a CPU; give --engine '
                        'openvino')
    return name


def _fastest(precision, n_photo, our_width):
    if our_width >= _WIDE and precision == 'float32':
        if current_engine().outruns_graphs():
            return 'chainer'
    if _has('openvino') and (n_photo >= FEW_PHOTOS or precision != 'float32'):
        return 'openvino'
    if precision == 'float32' and _has('onnxruntime'):
        return 'onnxruntime'
    return 'chainer'


def _has(name):
    return all(importlib.util.find_spec(module) for module in ('onnx', name))
