import os
import subprocess
import sys

import pytest

from tests.engines_tests.each_engine import using


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@pytest.fixture
def run_python(tmp_path):
    """Runs code in a fresh Python, in the project's root, beside extra files."""
    def run(code, *options, files={}):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        environment = dict(os.environ, PYTHONPATH=str(tmp_path))
        done = subprocess.run(
            [sys.executable, *options, '-c', code], cwd=ROOT, env=environment,
            capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr
    return run


@pytest.fixture(params=('chainer', 'numpy', 'aten'))
def each_engine(request):
    with using(request.param):
        yield
