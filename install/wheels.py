"""Chainer and ChainerCV as wheels, built once and kept in a cache.

Both exist only as source archives whose set-up code needs `pkg_resources`, gone
from setuptools 81 on. ChainerCV's archive moreover compiles an extension against
NumPy, which only its GPU non-maximum suppression uses: a wheel without it is
enough, fashionseg.compat stands in for the extension. Both wheels are plain
Python: one build serves every supported version.
"""

import glob
import hashlib
import os
import shutil
import tarfile
import tempfile

from run import run


SETUPTOOLS = 'setuptools==80.10.2'  # the last release with pkg_resources
ARCHIVES = (
    ('chainer', '7.8.1',
     '179f06176f8d7a42385bc7811956db04e68213cfe30f5081491b9e2b6ff70de8'),
    ('chainercv', '0.13.1',
     '84214bd2fc191dacd73a95342ac45ded36232fc588825458752ec57df5e97ded'),
)
CHAINERCV_SETUP = '''\
from setuptools import find_packages, setup
setup(name='chainercv', version='0.13.1', license='MIT',
      description='Collection of Deep Learning Computer Vision Algorithms '
                  'implemented in Chainer',
      author='Yusuke Niitani, Toru Ogawa',
      packages=find_packages(include=['chainercv', 'chainercv.*']),
      install_requires=['chainer>=6.0', 'Pillow'])
'''


def build_wheels(python, cache_dir, log_path, say):
    """Returns the paths of the two wheels, building them unless they are cached.

    Args:
        python (str): Interpreter of a virtual environment that is still empty;
            it is left with an old setuptools.
        cache_dir (str): Folder of the cache, made if it is missing.
        log_path (str): Log file of the commands.
        say (function): Called with one line of progress when there is work.

    Returns:
        list of str: Paths of the wheels of Chainer and ChainerCV.

    Raises:
        SetupError: Download or build failed, or an archive is not the expected one.
    """
    with open(__file__, 'rb') as source:
        recipe = hashlib.sha256(source.read()).hexdigest()[:12]
    target = os.path.join(cache_dir, 'wheels-' + recipe)
    if not os.path.isdir(target):
        say('building the wheels of Chainer and ChainerCV, once, into ' + target)
        os.makedirs(cache_dir, exist_ok=True)
        work = tempfile.mkdtemp(prefix='building-', dir=cache_dir)
        try:
            _build(python, work, log_path)
            _publish(os.path.join(work, 'wheels'), target)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return sorted(glob.glob(os.path.join(target, '*.whl')))


def _build(python, work, log_path):
    requirements = os.path.join(work, 'requirements.txt')
    with open(requirements, 'w') as lines:
        for name, version, sha256 in ARCHIVES:
            lines.write('{}=={} --hash=sha256:{}\n'.format(name, version, sha256))
    pip = [python, '-m', 'pip']
    run(pip + ['install', SETUPTOOLS], log_path)
    run(pip + ['download', '--no-deps', '--no-binary', ':all:', '--use-pep517',
               '--no-build-isolation', '--dest', work, '-r', requirements], log_path)
    for name, version, _ in ARCHIVES:
        folder = '{}-{}'.format(name, version)
        with tarfile.open(os.path.join(work, folder + '.tar.gz')) as archive:
            # Python 3.14's default, where this Python's patch release has it.
            archive.extraction_filter = getattr(
                tarfile, 'data_filter', lambda member, path: member)
            archive.extractall(work)
        source = os.path.join(work, folder)
        if name == 'chainercv':
            with open(os.path.join(source, 'setup.py'), 'w') as script:
                script.write(CHAINERCV_SETUP)
        run([python, 'setup.py', 'bdist_wheel', '--dist-dir',
             os.path.join(work, 'wheels')], log_path, cwd=source)


def _publish(folder, target):
    try:
        os.rename(folder, target)
    except OSError:
        # Another set-up finished the same wheels first: take those.
        if not os.path.isdir(target):
            raise
