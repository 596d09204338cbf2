"""What the report was written with."""

import importlib.metadata
import os
import platform

_PACKAGES = ('chainer', 'chainercv', 'numpy', 'scipy', 'opencv-python-headless',
             'connected-components-3d', 'Pillow', 'safetensors', 'Jinja2', 'torch',
             'openvino', 'onnxruntime', 'cupy-cuda12x', 'cupy-cuda13x')


def environment():
    """Machine, Python and packages of this process.

    Returns:
        dict: Name to text; optional packages that are not installed are left out.
    """
    found = {'system': platform.platform(), 'cores': str(os.cpu_count()),
             'Python': platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
