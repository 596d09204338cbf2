"""Faster arithmetic for Chainer on a CPU, with unchanged results."""


def install_engines():
    """Install every engine of this room; safe to call again."""
    from fashionseg.engines.keep_memory import keep_memory
    from fashionseg.engines.convolution_door import install_numpy_convolution
    from fashionseg.engines.numpy_kernels.pooling import install_numpy_pooling
    from fashionseg.engines.numpy_kernels.resizing import install_numpy_resizing

    keep_memory()
    install_numpy_convolution()
    install_numpy_pooling()
    install_numpy_resizing()
