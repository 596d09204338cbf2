"""The one entry to the engines."""

from fashionseg.engines.choose_engine import choose_engine
from fashionseg.engines.current_engine import set_current_engine


def use_engine(name='auto', n_thread=None, precision='float32', tf32=False):
    """Puts an engine in use, for every thread of this process; may be called again.

    Args:
        name (str): 'chainer', 'numpy', 'aten', or 'auto': aten where PyTorch is
            installed, numpy elsewhere.
        n_thread (int or None): Threads of the libraries; see
            :func:`~fashionseg.engines.set_threads.set_threads`.
        precision (str): 'float32', 'bfloat16' or 'float16'; see
            :func:`~fashionseg.engines.choose_engine.choose_engine`.
        tf32 (bool): Whether a GPU may use TF32.

    Returns:
        str: A line for the log.

    Raises:
        UserError: PyTorch is missing, or the engine or the machine cannot do this.
    """
    # The doors import Chainer, which takes a while; whoever only reads the names of
    # the engines does without.
    from fashionseg.engines.activation_door import open_activation_door
    from fashionseg.engines.adam_door import open_adam_door
    from fashionseg.engines.convolution_door import open_convolution_door
    from fashionseg.engines.gradient_door import open_gradient_door
    from fashionseg.engines.keep_memory import keep_memory
    from fashionseg.engines.normalization_door import open_normalization_door
    from fashionseg.engines.pooling_door import open_pooling_door
    from fashionseg.engines.resizing_door import open_resizing_door
    from fashionseg.engines.set_threads import set_threads

    engine = choose_engine(name, precision, tf32)
    keep_memory()
    for open_door in (open_activation_door, open_adam_door, open_convolution_door,
                      open_gradient_door, open_normalization_door, open_pooling_door,
                      open_resizing_door):
        open_door()
    n_thread = set_threads(n_thread)
    engine.n_thread = n_thread
    engine.use_threads(n_thread)
    set_current_engine(engine)
    words = [f'kernels: {engine.describe()}',
             f'{n_thread} thread{"s" if n_thread > 1 else ""}', precision]
    return ', '.join(words + ['TF32 allowed'] * tf32)
