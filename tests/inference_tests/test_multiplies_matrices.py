import pathlib

import pytest

from fashionseg.inference.multiplies_matrices import multiplies_matrices

CPUINFO = pathlib.Path('/proc/cpuinfo')


@pytest.mark.skipif(not CPUINFO.exists(), reason='Linux tells what a processor has')
def test_as_the_system_says():
    assert multiplies_matrices() == ('amx_bf16' in CPUINFO.read_text().split())
