"""An engine by its name."""

from fashionseg.engines.auto_engine import auto_engine
from fashionseg.engines.engine import Engine
from fashionseg.errors import UserError


def choose_engine(name, precision='float32', tf32=False):
    """Makes the engine for training and inference with Chainer.

    Args:
        name (str): 'chainer', 'numpy', 'aten', or 'auto': aten where PyTorch is
            installed, numpy elsewhere.
        precision (str): With 'bfloat16' or 'float16' the convolutions of single
            precision arrays are computed so, by aten alone.
        tf32 (bool): Whether a GPU may round the inputs of float32 convolutions to 10
            bits; only aten can say so.

    Returns:
        fashionseg.engines.engine.Engine: Not in use yet.

    Raises:
        UserError: PyTorch is missing, or the engine or the machine cannot do this.
    """
    if name == 'auto':
        name = auto_engine()
    if name == 'aten':
        from fashionseg.engines.aten_kernels.aten_engine import AtenEngine
        return AtenEngine(precision, tf32)
    if precision != 'float32':
        raise UserError(f"{precision} needs PyTorch's kernels: pip install "
                        "'fashionseg[fast]' and give --kernels aten")
    if tf32:
        raise UserError("TF32 needs PyTorch's kernels: pip install 'fashionseg[fast]' "
                        'and give --kernels aten')
    if name == 'numpy':
        from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine
        return NumpyEngine()
    return Engine()
