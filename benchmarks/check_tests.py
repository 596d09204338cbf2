"""The tests of GPUs, each file in a process of its own."""

import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml

from benchmarks.check_row import CheckRow
from benchmarks.run_process import ROOT

FOLDER = ROOT / 'tests' / 'gpu_tests'
MOST_SECONDS = 1800


def check_tests(folder, on_gpu=True, files=None, show=print):
    """Runs the tests marked ``gpu``; a GPU that one file upsets spoils no other.

    Args:
        folder (str): Where pytest's reports go.
        on_gpu (bool): False runs those that compute on the CPU instead.
        files (list of str): Names of test files; all of the room by default.
        show (callable): Takes a line on each file.

    Returns:
        list of CheckRow: One for each file.
    """
    rows = []
    for name in files or sorted(path.name for path in FOLDER.glob('test_*.py')):
        show(f'tests: {name}')
        report = pathlib.Path(folder, f'{name}.xml')
        try:
            done = subprocess.run(
                [sys.executable, '-m', 'pytest', '-q', '-p', 'no:cacheprovider',
                 '-m', 'gpu' if on_gpu else 'not gpu', f'--junitxml={report}',
                 str(FOLDER / name)], cwd=ROOT, text=True, timeout=MOST_SECONDS,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                env=dict(os.environ, PYTHONUNBUFFERED='1'))
        except subprocess.TimeoutExpired:
            rows.append(CheckRow('tests', name, 'failed',
                                 reason=f'took more than {MOST_SECONDS} s'))
            continue
        rows.append(_read(name, report, done))
    return rows


def _read(name, report, done):
    try:
        cases = list(xml.parse(report).getroot().iter('testcase'))
    except (OSError, xml.ParseError):
        lines = done.stdout.strip().splitlines() or ['no output']
        return CheckRow('tests', name, 'failed',
                        reason=f'ended with {done.returncode}: {lines[-1]}')
    bad = [case for case in cases
           for kind in ('failure', 'error') if case.find(kind) is not None]
    skipped = [case.find('skipped').get('message') for case in cases
               if case.find('skipped') is not None]
    n_passed = len(cases) - len(bad) - len(skipped)
    measured = f'{n_passed} passed, {len(bad)} failed, {len(skipped)} not run'
    if bad:
        first = next(one for one in bad[0] if one.tag in ('failure', 'error'))
        message = (first.get('message') or '').splitlines() or ['']
        return CheckRow('tests', name, 'failed', measured,
                        reason=f"{bad[0].get('name')}: {message[0]}")
    reason = '; '.join(dict.fromkeys(skipped))
    return CheckRow('tests', name, 'passed' if n_passed else 'not run', measured,
                    reason=reason or ('' if n_passed else 'no such test'))
