"""What computes here."""

import pathlib
import platform

# Each changes which kernels a library picks.
FEATURES = 'avx2', 'avx512f', 'avx512_bf16', 'amx_bf16', 'asimd', 'sve'


def find_processor(cpuinfo='/proc/cpuinfo'):
    """Reads the processor's name and its vector instructions.

    Args:
        cpuinfo (str): Linux's file on the processors.

    Returns:
        tuple: Name (str), and those of ``FEATURES`` that it has (list of str).
    """
    model = platform.processor() or platform.machine()
    features = []
    try:
        lines = pathlib.Path(cpuinfo).read_text().splitlines()
    except OSError:
        lines = []
    for line in lines:
        key, _, value = (part.strip() for part in line.partition(':'))
        if key == 'model name':
            model = value
        elif key in ('flags', 'Features'):
            words = set(value.split())
            features = [name for name in FEATURES if name in words]
    return model, features
