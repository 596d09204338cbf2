from setuptools import find_packages, setup


# Ranges say what the project works with; install/lock/ pins what is tested.
REQUIREMENTS = [
    # The last releases; fashionseg.compat is written for exactly these. Their
    # source archives build with no current pip: install/wheels.py makes wheels.
    'chainer==7.8.1',
    'chainercv==0.13.1',
    # 1.26 is the first for Python 3.12; the compat layer was run up to 2.5.
    'numpy>=1.26,<2.6',
    'scipy>=1.11',  # the first that knows NumPy 1.26
    # Headless: no window is ever opened, and the other one needs libGL.
    'opencv-python-headless>=4.11',  # the first that decodes to RGB
    'pycocotools>=2.0.8',  # the first built for NumPy 2
    'connected-components-3d>=3.17',  # the first built for NumPy 2
    'lmdb>=1.6',  # for PaperDoll's photos; the first built for Python 3.13
    'Pillow>=10.1',  # the first that tells whether a picture is transparent
    'safetensors>=0.5',  # weights and snapshots: numbers, never code
    'matplotlib>=3.8',  # the first for Python 3.12
    'tqdm>=4.60',
    # The report: templates that escape all that they show.
    'Jinja2>=3.1.2',  # the first with MarkupSafe 2.1, for Python 3.11
    'MarkupSafe>=2.1',
    'threadpoolctl>=3.5',  # the first that knows NumPy 2's OpenBLAS
    # Compiles the loops of the engine that needs no PyTorch, for which NumPy takes
    # many passes over the memory. The first for Python 3.13.
    'numba>=0.61',
    # Chainer asks for these without bounds.
    'protobuf>=4.21',  # the first for Python 3.11
    'filelock>=3.12',  # keeps a second `prepare` out, too
    'six>=1.16',
    'typing_extensions>=4.5',
]

EXTRAS = {
    # Both bring CUDA's libraries, so that the machine needs no more than the driver.
    # CuPy 14 has no cuDNN and needs NumPy 2. NCCL is for several GPUs; PyTorch pins
    # one of its own.
    'cuda12': ['cupy-cuda12x[ctk]==14.2.0', 'nvidia-nccl-cu12>=2.18', 'numpy>=2.0'],
    'cuda13': ['cupy-cuda13x[ctk]==14.2.0', 'nvidia-nccl-cu13>=2.18', 'numpy>=2.0'],
    # The last CuPy that knows cuDNN (8.9) and NumPy 1.26; the machine brings both
    # cuDNN and CUDA 12 itself.
    'cuda12-cudnn': ['cupy-cuda12x==13.6.0', 'nvidia-nccl-cu12>=2.18'],
    # Labels faster than with any kernels under Chainer; opset 17 is in all of them.
    'inference': [
        'onnx>=1.16',  # the first built for NumPy 2
        'onnxruntime>=1.20',  # the first for Python 3.13
        'openvino>=2024.5',  # the first for Python 3.13
    ],
    # Several machines, with an MPI that needs no installation of its own. A cluster's
    # own MPI needs mpi4py alone. ChainerMN reads a private table of mpi4py 3 and 4.
    'mpi': [
        'mpi4py>=4.1,<5',  # the first whose wheels find the MPI beside them
        'mpich>=4.3',
    ],
    # PyTorch's kernels under Chainer, for training.
    'fast': ['torch==2.13.0'],
    # Event files for TensorBoard, which need neither TensorBoard nor TensorFlow.
    'watch': ['tensorboardX>=2.6.4'],  # the first tried with NumPy 2.4
    'test': ['pytest>=8', 'hypothesis>=6.100', 'pytest-xdist>=3.5',
             'pytest-timeout>=2.3'],
}

setup(
    name='fashionseg',
    version='0.1.0',
    description='Robust semantic segmentation for street fashion photos, in Chainer',
    license='MIT',
    packages=find_packages(include=['fashionseg', 'fashionseg.*']),
    package_data={'fashionseg': ['demo/*'],
                  'fashionseg.report': ['assets/*', 'templates/*']},
    python_requires='>=3.10,<3.14',
    install_requires=REQUIREMENTS,
    extras_require=EXTRAS,
    entry_points={'console_scripts': ['fashionseg = fashionseg.commands.main:main']},
)
