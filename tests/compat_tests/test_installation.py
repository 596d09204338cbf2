import sys

import numpy
import pytest

from fashionseg import compat
from fashionseg.compat.hook import PatchingFinder


def test_importing_fashionseg_is_fast_and_imports_no_library(run_python):
    run_python('import time; begin = time.perf_counter(); import fashionseg; '
               'assert time.perf_counter() - begin < 0.3; import sys; '
               'assert not {"chainer", "chainercv", "numpy"} & set(sys.modules)')


def test_all_libraries_import_without_a_warning(run_python):
    out, err = run_python(
        'import fashionseg, chainer, chainercv, chainermn, chainer.testing; '
        'import chainercv.experimental; print(chainer.__version__, '
        'chainercv.__version__)',
        '-W', 'error::DeprecationWarning', '-W', 'error::UserWarning')
    assert (out, err) == ('7.8.1 0.13.1\n', '')


def test_nothing_is_left_behind_for_others(run_python):
    run_python('import sys, fashionseg, chainer, chainercv, chainer.testing, numpy; '
               'stand_ins = [name for name in ("pkg_resources", "distutils") '
               'if name in sys.modules and not hasattr(sys.modules[name], "__file__")];'
               'assert not stand_ins, stand_ins; '
               'assert hasattr(numpy, "sctypes") == (numpy.__version__ < "2")')


def test_installing_twice_changes_nothing():
    before = list(sys.meta_path)
    compat.install()
    assert sys.meta_path == before
    assert sum(isinstance(finder, PatchingFinder) for finder in before) == 1


@pytest.mark.skipif(numpy.lib.NumpyVersion(numpy.__version__) < '2.0.0',
                    reason='Chainer alone can be imported with NumPy 1')
def test_chainer_first_fails_with_a_clear_line(run_python):
    out, _ = run_python('''
try:
    import chainer
except Exception:
    pass
try:
    import fashionseg
except ImportError as error:
    print(error)
''')
    assert out.endswith('start Python anew and import fashionseg before chainer\n')
    assert out.count('\n') == 1


# What somebody else's start-up file might do so that Chainer imports: after that,
# numpy.float is still missing and deconvolution_2d still wrong.
FOREIGN = '''
import sys, types, numpy
numpy.sctypes = {'int': [numpy.int64], 'float': [numpy.float32]}
check = types.ModuleType('chainer._environment_check')
check.check = lambda: None
sys.modules['chainer._environment_check'] = check
'''


def test_chainer_that_is_already_there_is_mended(run_python):
    run_python('''
import foreign, chainer
import chainer.functions as F
import numpy
import fashionseg
x = numpy.ones((1, 1, 2, 2), 'f')
assert F.resize_images(x, (3, 3)).shape == (1, 1, 3, 3)
W = chainer.Parameter(numpy.ones((1, 1, 2, 2), 'f'))
F.sum(F.deconvolution_2d(x, W, stride=2)).backward()
assert (W.grad == 4).all()
''', files={'foreign.py': FOREIGN})


ITERATE = '''
import fashionseg, multiprocessing, numpy
from chainer.iterators import MultiprocessIterator
if __name__ == '__main__':
    multiprocessing.set_start_method({!r})
    iterator = MultiprocessIterator(
        numpy.arange(4), 2, n_processes=1, repeat=False, shuffle=False,
        shared_mem=100)
    print([[int(x) for x in batch] for batch in iterator])
    iterator.finalize()
'''


@pytest.mark.parametrize('method', ['spawn', 'forkserver'])
def test_child_processes_import_fashionseg_before_chainer(run_python, method):
    out, err = run_python(ITERATE.format(method), '-W', 'error::DeprecationWarning')
    assert (out, err) == ('[[0, 1], [2, 3]]\n', '')
