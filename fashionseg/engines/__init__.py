"""Faster arithmetic for Chainer on a CPU, with unchanged results."""


def install_engines():
    """Install every engine of this room; safe to call again."""
    from fashionseg.engines.keep_memory import keep_memory
    from fashionseg.engines.numpy_convolution import install_numpy_convolution

    keep_memory()
    install_numpy_convolution()
